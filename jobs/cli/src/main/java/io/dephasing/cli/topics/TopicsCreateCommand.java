package io.dephasing.cli.topics;

import io.dephasing.cli.failure.InvalidInputException;
import io.dephasing.cli.kafka.KafkaDoor;
import io.dephasing.cli.options.KafkaOptions;
import io.dephasing.connectors.kafka.TopicCreation;
import io.dephasing.connectors.kafka.TopicCreation.EventTime;
import io.dephasing.connectors.kafka.TopicRole;
import io.dephasing.connectors.kafka.Topics;
import io.dephasing.core.event.EventKind;
import io.dephasing.topology.KafkaEndpoints;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code dephase topics create}. */
@Command(
    name = "create",
    description = {
      "Creates the topics that are missing, with sensible clean-up policies; leaves existing ones"
          + " as they are."
    },
    mixinStandardHelpOptions = true,
    sortOptions = false)
final class TopicsCreateCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();
  @Mixin private KafkaOptions kafka = new KafkaOptions();

  @Option(
      names = "--partitions",
      paramLabel = "N",
      defaultValue = "4",
      description = "Partitions of topics with many records: ${DEFAULT-VALUE} by default.")
  private int partitions;

  @Option(
      names = "--replication-factor",
      paramLabel = "N",
      description = "Copies of each partition: the broker's default where it is not given.")
  private @Nullable Short replicationFactor;

  @Override
  public Integer call() throws Exception {
    if (partitions < 1) {
      throw new InvalidInputException("--partitions %d: must be at least 1".formatted(partitions));
    }
    if (replicationFactor != null && replicationFactor < 1) {
      throw new InvalidInputException(
          "--replication-factor %d: must be at least 1".formatted(replicationFactor));
    }
    KafkaEndpoints endpoints = new KafkaEndpoints(kafka.settings());
    Topics topics = endpoints.topics();
    try (KafkaDoor door = new KafkaDoor(endpoints)) {
      door.clusterId();
      List<String> created =
          new TopicCreation(partitions, Optional.ofNullable(replicationFactor), EventTime.BROKER)
              .create(door.admin(), topics);
      PrintWriter out = spec.commandLine().getOut();
      for (String topic : all(topics)) {
        out.println((created.contains(topic) ? "created  " : "exists   ") + topic);
      }
      out.flush();
    }
    return 0;
  }

  private static List<String> all(Topics topics) {
    List<String> names = new ArrayList<>();
    EventKind.all().forEach(kind -> names.add(topics.events(kind)));
    TopicRole.all().forEach(role -> names.add(topics.of(role)));
    return names;
  }
}
