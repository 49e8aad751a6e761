package io.dephasing.cli.tail;

import io.dephasing.connectors.kafka.TopicRole;
import io.dephasing.formats.record.AvroJson;
import io.dephasing.formats.record.RecommendationRecords;
import io.dephasing.schemas.Recommendation;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code dephase tail recommendations}. */
@Command(
    name = "recommendations",
    description = "Recommendations: what would bring the peak of a herd under its target.",
    mixinStandardHelpOptions = true,
    sortOptions = false)
final class TailRecommendationsCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();
  @Mixin private TailOptions tail = new TailOptions();
  @Mixin private GroupFilter groups = new GroupFilter();

  @Override
  public Integer call() throws Exception {
    return tail.show(spec, TopicRole.RECOMMENDATIONS, this::line);
  }

  private Optional<String> line(ConsumerRecord<byte[], byte[]> record) {
    Recommendation recommendation = RecommendationRecords.read(record.value());
    return groups.has(recommendation.getGroup(), recommendation.getGroupKey())
        ? Optional.of(tail.isJson() ? AvroJson.line(recommendation) : TailText.of(recommendation))
        : Optional.empty();
  }
}
