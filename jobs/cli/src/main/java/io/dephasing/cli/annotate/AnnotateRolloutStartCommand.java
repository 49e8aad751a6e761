package io.dephasing.cli.annotate;

import io.dephasing.core.annotation.AnnotationKind;
import io.dephasing.core.event.Absent;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code dephase annotate rollout-start}. */
@Command(
    name = "rollout-start",
    description = {
      "A rollout begins: alerts that begin until 30 minutes after its end name it.",
      ""
    },
    sortOptions = false)
final class AnnotateRolloutStartCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();
  @Mixin private AnnotationOptions annotation = new AnnotationOptions();

  @Option(
      names = "--version",
      paramLabel = "V",
      description = "What is rolled out: alerts name it, and an end belongs to its start.")
  private @Nullable String version;

  @Override
  public Integer call() throws Exception {
    annotation.publish(AnnotationKind.ROLLOUT_START, version, Absent.MILLIS, spec);
    return 0;
  }
}
