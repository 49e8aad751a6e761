package io.dephasing.cli.simulate;

import io.dephasing.cli.failure.InvalidInputException;
import io.dephasing.core.event.Event;
import io.dephasing.formats.event.EventWriters;
import io.dephasing.simulation.DemoFleet;
import io.dephasing.simulation.LabelledEvents;
import io.dephasing.simulation.Scenarios;
import io.dephasing.simulation.Setting;
import java.io.BufferedOutputStream;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.Iterator;
import java.util.concurrent.Callable;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code dephase simulate}. */
@Command(
    name = "simulate",
    description = {
      "Writes a file of events that 'dephase replay' reads: the demo's fleet, which herds every five"
          + " minutes and then is dephased, or one labelled scenario. What a scenario needs beside"
          + " events stands beside FILE: annotations (.annotations.jsonl), limits (.config.yaml).",
      ""
    },
    mixinStandardHelpOptions = true,
    sortOptions = false)
public final class SimulateCommand implements Callable<Integer> {
  private static final long MINUTE_MILLIS = 60_000;

  /** 2026-03-05T12:00:00Z, the noon of the scenarios. */
  private static final long START_MILLIS = 1_772_712_000_000L;

  private static final long HERDS_AFTER_MINUTES = 30;
  private static final long DEPHASED_AFTER_MINUTES = 50;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--out",
      paramLabel = "FILE",
      required = true,
      description = "JSON Lines in the order of delivery; compressed where the name ends in .gz.")
  private Path out = Path.of("");

  @Option(
      names = "--scenario",
      paramLabel = "NAME",
      description = "Instead of the demo's fleet, one of ${COMPLETION-CANDIDATES}.",
      completionCandidates = ScenarioNames.class)
  private @Nullable String scenario;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "" + Scenarios.DEFAULT_SEED,
      description = "The same seed gives the same file: ${DEFAULT-VALUE} by default.")
  private long seed;

  @Option(
      names = "--groups",
      paramLabel = "N",
      defaultValue = "10",
      description = "Groups of the demo's fleet: ${DEFAULT-VALUE} by default.")
  private int groups;

  @Option(
      names = "--rate",
      paramLabel = "N",
      defaultValue = "20",
      description = "Events a second of the demo's fleet: ${DEFAULT-VALUE} by default.")
  private double eventsPerSecond;

  @Option(
      names = "--minutes",
      paramLabel = "N",
      defaultValue = "75",
      description =
          "Length of the demo's fleet: ${DEFAULT-VALUE} by default. It herds from minute "
              + HERDS_AFTER_MINUTES
              + " and is dephased from minute "
              + DEPHASED_AFTER_MINUTES
              + ".")
  private int minutes;

  /** For help. */
  static final class ScenarioNames implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return Arrays.stream(Scenarios.values()).map(Scenarios::id).iterator();
    }
  }

  @Override
  public Integer call() throws Exception {
    LabelledEvents played = scenario == null ? null : scenario(scenario);
    Iterator<Event> events = played == null ? fleet() : played.events().events().iterator();
    ScenarioFiles beside = new ScenarioFiles(out, played == null ? Setting.NONE : played.setting());
    prepare();
    beside.write();
    long written = write(events);
    PrintWriter terminal = spec.commandLine().getOut();
    terminal.println("%s: %,d events".formatted(out, written));
    beside.describe(terminal);
    terminal.flush();
    return 0;
  }

  private long write(Iterator<Event> events) throws IOException, InvalidInputException {
    long written = 0;
    Path temporary = out.resolveSibling("." + out.getFileName() + ".tmp");
    try (BufferedWriter writer =
        new BufferedWriter(new OutputStreamWriter(open(temporary), StandardCharsets.UTF_8))) {
      while (events.hasNext()) {
        writer.write(EventWriters.jsonLine(events.next()));
        writer.write('\n');
        written++;
      }
    }
    Files.move(temporary, out, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    return written;
  }

  private LabelledEvents scenario(String id) throws InvalidInputException {
    Scenarios known =
        Scenarios.ofId(id)
            .orElseThrow(
                () ->
                    new InvalidInputException(
                        "--scenario %s: no such scenario; one of %s"
                            .formatted(id, Scenarios.ids())));
    return known.play(seed);
  }

  private Iterator<Event> fleet() throws InvalidInputException {
    if (groups < 1 || !(eventsPerSecond > 0) || minutes < 1) {
      throw new InvalidInputException(
          "--groups %d, --rate %s and --minutes %d: must be above 0"
              .formatted(groups, eventsPerSecond, minutes));
    }
    DemoFleet.Settings settings =
        new DemoFleet.Settings(
            groups,
            eventsPerSecond,
            seed,
            START_MILLIS + HERDS_AFTER_MINUTES * MINUTE_MILLIS,
            START_MILLIS + DEPHASED_AFTER_MINUTES * MINUTE_MILLIS);
    return new DemoFleet(settings).events(START_MILLIS, START_MILLIS + minutes * MINUTE_MILLIS);
  }

  private void prepare() throws InvalidInputException {
    if (Files.isDirectory(out)) {
      throw new InvalidInputException("--out %s: is a directory".formatted(out));
    }
    try {
      Path folder = out.toAbsolutePath().getParent();
      if (folder != null) {
        Files.createDirectories(folder);
      }
    } catch (IOException e) {
      throw new InvalidInputException("--out %s: cannot be written".formatted(out));
    }
  }

  private OutputStream open(Path file) throws InvalidInputException {
    try {
      OutputStream bytes = new BufferedOutputStream(Files.newOutputStream(file), 1 << 16);
      return out.toString().endsWith(".gz") ? new GZIPOutputStream(bytes, 1 << 16) : bytes;
    } catch (IOException e) {
      throw new InvalidInputException("--out %s: cannot be written".formatted(out));
    }
  }
}
