package io.dephasing.cli.tail;

import io.dephasing.connectors.kafka.TopicRole;
import io.dephasing.formats.record.AvroJson;
import io.dephasing.formats.record.SliRecords;
import io.dephasing.schemas.Sli;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code dephase tail slis}. */
@Command(
    name = "slis",
    description = "SLIs: one for each group and minute; of several revisions the highest holds.",
    mixinStandardHelpOptions = true,
    sortOptions = false)
final class TailSlisCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();
  @Mixin private TailOptions tail = new TailOptions();
  @Mixin private GroupFilter groups = new GroupFilter();

  @Override
  public Integer call() throws Exception {
    return tail.show(spec, TopicRole.SLIS, this::line);
  }

  private Optional<String> line(ConsumerRecord<byte[], byte[]> record) {
    Sli sli = SliRecords.read(record.value());
    return groups.has(sli.getGroup(), sli.getGroupKey())
        ? Optional.of(tail.isJson() ? AvroJson.line(sli) : TailText.of(sli))
        : Optional.empty();
  }
}
