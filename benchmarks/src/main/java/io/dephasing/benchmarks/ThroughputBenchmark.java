package io.dephasing.benchmarks;

import io.dephasing.connectors.kafka.TopicRole;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * The detection job against poll loops that only decode, over the same preloaded topic: events for
 * a second of CPU time. This process is the broker's; each consumer has its own, one after the
 * other.
 */
@Command(
    name = "benchmarks/run throughput",
    description = {
      "Measures the whole detection job against a bare poll loop, in events per CPU-second;",
      "with --against, against the job of another build.",
      ""
    },
    mixinStandardHelpOptions = true,
    sortOptions = false)
public final class ThroughputBenchmark implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(names = "--events", defaultValue = "200000000", description = "${DEFAULT-VALUE}")
  private long events;

  @Option(names = "--rounds", defaultValue = "3", description = "${DEFAULT-VALUE}")
  private int rounds;

  @Option(
      names = "--parallelism",
      defaultValue = "2",
      description = "Of the job; ${DEFAULT-VALUE}. A poll loop has one thread.")
  private int parallelism;

  @Option(names = "--heap", defaultValue = "3g", description = "Of each consumer; ${DEFAULT-VALUE}")
  private String heap = "3g";

  @Option(
      names = "--jvm",
      defaultValue = "@config/jvm.options",
      description = "Options for each consumer's JVM; ${DEFAULT-VALUE}, as bin/dephase has them.")
  private String jvm = "";

  @Option(
      names = "--against",
      paramLabel = "<checkout>",
      description = "Another checkout, whose benchmarks are built: no loops, but its job.")
  private @Nullable Path against;

  /** For picocli. */
  ThroughputBenchmark() {}

  /** Runs it and exits. */
  public static void main(String[] arguments) {
    CommandLine line = new CommandLine(new ThroughputBenchmark());
    line.setParameterExceptionHandler(
        (e, given) -> {
          line.getErr().println("benchmarks/run: " + e.getMessage());
          return CommandLine.ExitCode.USAGE;
        });
    line.setExecutionExceptionHandler(
        (e, command, parsed) -> {
          line.getErr().println("benchmarks/run: " + e.getMessage());
          return CommandLine.ExitCode.SOFTWARE;
        });
    System.exit(line.execute(arguments));
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    checkAtLeast("--events", events, SteadyFleet.INSTANCES);
    checkAtLeast("--rounds", rounds, 1);
    checkAtLeast("--parallelism", parallelism, 1);
    Map<Variant, String> builds = builds();
    PrintWriter out = spec.commandLine().getOut();
    say(out, "writing %,d events", events);
    try (LoadedKafka kafka = LoadedKafka.with(events)) {
      say(
          out,
          "%,d groups, %,d instances, %.1f bytes an event, %.0f s of event time, %d CPUs",
          SteadyFleet.GROUPS,
          SteadyFleet.INSTANCES,
          (double) kafka.bytes() / events,
          (SteadyFleet.timeMillis(events - 1) - SteadyFleet.timeMillis(0)) / 1e3,
          Runtime.getRuntime().availableProcessors());
      say(out, "%n%s", Measurement.HEADER);
      Rounds measured = new Rounds();
      for (int round = 1; round <= rounds; round++) {
        measured.add(round(kafka, builds, round, out));
      }
      say(out, "");
      (against == null ? measured.summary() : measured.comparison()).forEach(out::println);
      out.flush();
    }
    return 0;
  }

  /** The class path of each variant that is measured. */
  private Map<Variant, String> builds() {
    String ours = System.getProperty("java.class.path");
    if (against == null) {
      return Map.of(Variant.BARE_LOOP, ours, Variant.LEAN_LOOP, ours, Variant.JOB, ours);
    }
    try {
      return Map.of(Variant.JOB, ours, Variant.OTHER_JOB, OtherBuild.classPath(against));
    } catch (IOException e) {
      throw new ParameterException(
          spec.commandLine(),
          "--against %s: is not built: run its benchmarks/run throughput --help".formatted(against),
          e);
    }
  }

  /** All variants, each round beginning with another, so that a drift favours none. */
  private Map<Variant, Measurement> round(
      LoadedKafka kafka, Map<Variant, String> builds, int round, PrintWriter out)
      throws IOException, InterruptedException {
    Map<Variant, Measurement> measured = new EnumMap<>(Variant.class);
    List<Map.Entry<Variant, String>> variants =
        builds.entrySet().stream().sorted(Map.Entry.comparingByKey()).toList();
    for (int i = 0; i < variants.size(); i++) {
      Map.Entry<Variant, String> build = variants.get((round - 1 + i) % variants.size());
      Variant variant = build.getKey();
      Consumers consumers = new Consumers(build.getValue(), kafka.bootstrapServers(), heap, jvm);
      TopicTail slis = TopicTail.now(kafka.bootstrapServers(), kafka.topic(TopicRole.SLIS));
      Measurement measurement =
          consumers.run(variant, events, parallelism, "%s-%d".formatted(variant, round));
      say(out, "%s", measurement.row(round, variant));
      if (variant.isJob()) {
        checkCounted(slis, out);
      } else if (measurement.checksum() != kafka.checksum()) {
        throw new IllegalStateException(variant.label() + " has read other events than were sent");
      }
      measured.put(variant, measurement);
    }
    return measured;
  }

  private void checkCounted(TopicTail slis, PrintWriter out) {
    CountedEvents counted = new CountedEvents();
    slis.read(counted::add);
    long total = counted.starts() + counted.ends();
    say(
        out,
        "       its %,d SLIs count %,d STARTs and %,d ENDs: %,d of %,d events",
        counted.slis(),
        counted.starts(),
        counted.ends(),
        total,
        events);
    if (total != events || counted.ends() != SteadyFleet.ends(events)) {
      throw new IllegalStateException("the job has not counted each event once");
    }
  }

  private void checkAtLeast(String option, long value, long least) {
    if (value < least) {
      throw new ParameterException(
          spec.commandLine(), "%s %d: must be at least %d".formatted(option, value, least));
    }
  }

  private static void say(PrintWriter out, String format, Object... values) {
    out.println(String.format(Locale.ROOT, format, values));
    out.flush();
  }
}
