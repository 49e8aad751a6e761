package io.dephasing.cli.annotate;

import io.dephasing.cli.failure.InvalidInputException;
import io.dephasing.cli.kafka.AnnotationPublisher;
import io.dephasing.cli.options.KafkaOptions;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code dephase annotate withdraw}. */
@Command(
    name = "withdraw",
    description = {"Takes an annotation back: from then on it is as if nobody had told it.", ""},
    mixinStandardHelpOptions = true,
    sortOptions = false)
final class AnnotateWithdrawCommand implements Callable<Integer> {
  @Option(
      names = "--id",
      paramLabel = "ID",
      required = true,
      description = "Which one: the id that was printed.")
  private String id = "";

  @Mixin private KafkaOptions kafka = new KafkaOptions();

  @Override
  public Integer call() throws Exception {
    if (id.isBlank()) {
      throw new InvalidInputException("--id: must not be blank");
    }
    try (AnnotationPublisher publisher = AnnotationPublisher.open(kafka.settings())) {
      publisher.withdraw(id);
    }
    return 0;
  }
}
