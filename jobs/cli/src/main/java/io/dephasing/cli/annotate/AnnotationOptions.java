package io.dephasing.cli.annotate;

import io.dephasing.cli.failure.InvalidInputException;
import io.dephasing.cli.kafka.AnnotationPublisher;
import io.dephasing.cli.options.KafkaOptions;
import io.dephasing.core.annotation.AnnotationKind;
import io.dephasing.core.annotation.AnnotationScope;
import io.dephasing.core.annotation.ScopedAnnotation;
import io.dephasing.core.annotation.ScopedAnnotation.Period;
import io.dephasing.core.annotation.ScopedAnnotation.Text;
import io.dephasing.core.event.EventKind;
import io.dephasing.formats.annotation.AnnotationRecords;
import io.dephasing.formats.record.AvroJson;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

/** What all annotations have. */
final class AnnotationOptions {
  @Option(
      names = "--service",
      paramLabel = "S",
      required = true,
      description = "For which service; '*' for all.")
  private String service = "";

  @Option(
      names = "--kind",
      paramLabel = "K",
      description = "For job-start, retry or remediation alone.")
  private @Nullable String kind;

  @Option(
      names = "--group",
      paramLabel = "G",
      description = "For one job, operation or action of the service alone.")
  private @Nullable String group;

  @Option(names = "--cohort", paramLabel = "C", description = "For one cohort alone.")
  private @Nullable String cohort;

  @Option(
      names = "--at",
      paramLabel = "T",
      converter = AnnotationTime.class,
      description =
          "When it happens or begins: 2026-03-05T12:00:00Z, or epoch milliseconds. Now by default.")
  private @Nullable Instant at;

  @Option(
      names = "--title",
      paramLabel = "TEXT",
      description = "One line for people; 60 characters are shown.")
  private @Nullable String title;

  @Option(names = "--author", paramLabel = "NAME", description = "Who says so: you by default.")
  private @Nullable String author;

  @Option(names = "--reason", paramLabel = "TEXT", description = "Why.")
  private @Nullable String reason;

  @Option(
      names = "--id",
      paramLabel = "ID",
      description = "The same id again replaces an annotation; made of what it says by default.")
  private @Nullable String id;

  @Mixin private KafkaOptions kafka = new KafkaOptions();

  // Not the standard mixin: its --version is that of the program. Picocli acts on it, nobody else.
  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Show this help message and exit.")
  private boolean unusedHelp;

  /** When it happens, ms since the epoch. */
  long atMillis() {
    Instant given = at;
    if (given == null) {
      given = Instant.ofEpochMilli(System.currentTimeMillis());
      at = given;
    }
    return given.toEpochMilli();
  }

  /**
   * Publishes it and prints what was published.
   *
   * @param version that is rolled out; null where there is none
   * @param untilMillis as in {@link Period}
   */
  void publish(AnnotationKind type, @Nullable String version, long untilMillis, CommandSpec spec)
      throws Exception {
    ScopedAnnotation annotation = annotation(type, version, untilMillis);
    try (AnnotationPublisher publisher = AnnotationPublisher.open(kafka.settings())) {
      publisher.publish(annotation);
    }
    PrintWriter out = spec.commandLine().getOut();
    out.println(AvroJson.line(AnnotationRecords.record(annotation)));
    out.flush();
  }

  private ScopedAnnotation annotation(
      AnnotationKind type, @Nullable String version, long untilMillis)
      throws InvalidInputException {
    try {
      return new ScopedAnnotation(
          id == null ? defaultId(type, version) : id,
          type,
          new AnnotationScope(service, kind(), group, cohort),
          new Period(atMillis(), untilMillis),
          new Text(title, version, author == null ? userName() : author, reason));
    } catch (IllegalArgumentException e) {
      throw new InvalidInputException("--" + e.getMessage());
    }
  }

  private @Nullable EventKind kind() {
    return kind == null
        ? null
        : EventKind.ofId(kind)
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "kind: '%s' is none of %s".formatted(kind, EventKind.ids())));
  }

  /** The same command again, as of a pipeline that is repeated, tells nothing new. */
  private String defaultId(AnnotationKind type, @Nullable String version) {
    return Stream.of(type.id(), service, kind, group, cohort, version, String.valueOf(atMillis()))
        .filter(each -> each != null)
        .collect(Collectors.joining("/"));
  }

  private static @Nullable String userName() {
    return System.getProperty("user.name");
  }
}
