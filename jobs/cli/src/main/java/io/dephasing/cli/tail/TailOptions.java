package io.dephasing.cli.tail;

import io.dephasing.cli.failure.InvalidInputException;
import io.dephasing.cli.failure.JobFailedException;
import io.dephasing.cli.job.Interruption;
import io.dephasing.cli.kafka.KafkaDoor;
import io.dephasing.cli.options.KafkaOptions;
import io.dephasing.connectors.kafka.TopicRole;
import io.dephasing.topology.KafkaEndpoints;
import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

/** What is shown of a topic and how, the same for each {@code dephase tail}. */
final class TailOptions {
  @Mixin private KafkaOptions kafka = new KafkaOptions();

  @Option(
      names = "--from-beginning",
      description = "Begins with the first record that the topic has, in place of the next one.")
  private boolean isFromBeginning;

  @Option(
      names = "--no-follow",
      description = "Prints what the topic has, from its first record on, and ends.")
  private boolean isOver;

  @Option(
      names = {"-n", "--max"},
      paramLabel = "COUNT",
      description = "Ends after so many lines.")
  private Optional<Long> most = Optional.empty();

  @Option(
      names = "--json",
      description = "Prints each record as JSON, as replay does: docs/howto/consume.md.")
  private boolean isJson;

  /** Whether lines are for programs. */
  boolean isJson() {
    return isJson;
  }

  /**
   * Prints lines until there is no more to print.
   *
   * @param lines makes a line of a record; of one that is not wanted, none
   * @return the exit code
   */
  int show(
      CommandSpec spec,
      TopicRole role,
      Function<ConsumerRecord<byte[], byte[]>, Optional<String>> lines)
      throws InvalidInputException, JobFailedException, InterruptedException {
    if (most.isPresent() && most.get() < 1) {
      throw new InvalidInputException("--max %d: must be at least 1".formatted(most.get()));
    }
    KafkaEndpoints endpoints = new KafkaEndpoints(kafka.settings());
    String topic = endpoints.topics().of(role);
    try (KafkaDoor door = new KafkaDoor(endpoints)) {
      door.clusterId();
      door.require(List.of(topic));
    }
    PrintWriter out = spec.commandLine().getOut();
    TailPrinter printer =
        new TailPrinter(out, spec.commandLine().getErr(), lines, most.orElse(Long.MAX_VALUE));
    try (Interruption interruption = new Interruption();
        FollowedTopic tail =
            new FollowedTopic(endpoints.clients(), topic, isFromBeginning || isOver)) {
      boolean isMore = true;
      while (isMore && !interruption.isRequested() && !(isOver && tail.isAtEnd())) {
        isMore = printer.print(tail.poll());
        tail.news().ifPresent(printer::say);
      }
    }
    return 0;
  }
}
