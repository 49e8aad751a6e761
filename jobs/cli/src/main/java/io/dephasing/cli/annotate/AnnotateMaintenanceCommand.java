package io.dephasing.cli.annotate;

import io.dephasing.cli.options.DurationText;
import io.dephasing.core.annotation.AnnotationKind;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code dephase annotate maintenance}. */
@Command(
    name = "maintenance",
    description = {
      "Nobody is to be disturbed for a while: alerts that begin in it are SUPPRESSED, and its"
          + " windows are not judged.",
      ""
    },
    sortOptions = false)
final class AnnotateMaintenanceCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();
  @Mixin private AnnotationOptions annotation = new AnnotationOptions();

  @ArgGroup(multiplicity = "1")
  private End end = new End();

  /** One of the two. */
  static final class End {
    @Option(
        names = "--until",
        paramLabel = "T",
        required = true,
        converter = AnnotationTime.class,
        description = "When it is over, in the form of --at.")
    private @Nullable Instant until;

    @Option(
        names = "--for",
        paramLabel = "D",
        required = true,
        converter = DurationText.class,
        description = "How long it lasts, as 90s, 30m or 2h.")
    private @Nullable Duration length;

    private long millis(long atMillis) {
      if (until != null) {
        return until.toEpochMilli();
      }
      return length == null ? atMillis : atMillis + length.toMillis();
    }
  }

  @Override
  public Integer call() throws Exception {
    long untilMillis = end.millis(annotation.atMillis());
    annotation.publish(AnnotationKind.MAINTENANCE, null, untilMillis, spec);
    return 0;
  }
}
