package io.dephasing.cli.tail;

import io.dephasing.cli.failure.InvalidInputException;
import io.dephasing.cli.kafka.DeadLetterLine;
import io.dephasing.connectors.kafka.DeadLetters;
import io.dephasing.connectors.kafka.TopicRole;
import io.dephasing.formats.event.Refusal;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code dephase tail dead-letters}. */
@Command(
    name = "dead-letters",
    description = "Dead letters: what could not be counted, and why.",
    mixinStandardHelpOptions = true,
    sortOptions = false)
final class TailDeadLettersCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();
  @Mixin private TailOptions tail = new TailOptions();

  @Option(
      names = "--topic",
      paramLabel = "NAME",
      description = "Only those that were read from this topic.")
  private @Nullable String topic;

  @Option(
      names = "--error",
      paramLabel = "ID",
      description = "Only what is wrong in this way: malformed, late and the like.")
  private @Nullable String error;

  @Override
  public Integer call() throws Exception {
    if (error != null && exception().isEmpty()) {
      throw new InvalidInputException(
          "--error %s: no such error; one of %s"
              .formatted(
                  error,
                  Stream.of(Refusal.values()).map(Refusal::id).collect(Collectors.joining(", "))));
    }
    return tail.show(spec, TopicRole.DEAD_LETTERS, this::line);
  }

  private Optional<String> line(ConsumerRecord<byte[], byte[]> letter) {
    return isWanted(letter)
        ? Optional.of(tail.isJson() ? DeadLetterLine.json(letter) : TailText.ofDeadLetter(letter))
        : Optional.empty();
  }

  private boolean isWanted(ConsumerRecord<byte[], byte[]> letter) {
    return (topic == null || topic.equals(DeadLetterLine.text(letter, DeadLetters.TOPIC)))
        && (error == null
            || exception().equals(Optional.of(DeadLetterLine.text(letter, DeadLetters.EXCEPTION))));
  }

  /** What the header has for the error that was asked for. */
  private Optional<String> exception() {
    return Stream.of(Refusal.values())
        .filter(refusal -> refusal.id().equals(error))
        .map(Refusal::exception)
        .findFirst();
  }
}
