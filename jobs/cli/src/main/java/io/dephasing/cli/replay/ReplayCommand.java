package io.dephasing.cli.replay;

import io.dephasing.cli.failure.InvalidInputException;
import io.dephasing.cli.failure.JobFailedException;
import io.dephasing.cli.job.Interruption;
import io.dephasing.cli.job.LiveCounters;
import io.dephasing.cli.job.LiveCounters.Total;
import io.dephasing.cli.job.LocalJob;
import io.dephasing.cli.kafka.AnnotationPublisher;
import io.dephasing.cli.kafka.EventPublisher;
import io.dephasing.cli.kafka.FileLine;
import io.dephasing.cli.kafka.TopicReader;
import io.dephasing.cli.options.ConfigOptions;
import io.dephasing.cli.terminal.ProgressLine;
import io.dephasing.connectors.kafka.TopicRole;
import io.dephasing.topology.JobSettings;
import io.dephasing.topology.Options;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code dephase replay}. */
@Command(
    name = "replay",
    description = {
      "Runs the detection job over a file of events and ends by itself.",
      "",
      "Events are JSON Lines (or gzip of it) in the order of their delivery, as"
          + " docs/howto/replay-a-file.md says; 'dephase simulate' writes such a file. What is no event goes to dead-letters.jsonl and"
          + " does not end the replay. The same file gives the same results each time.",
      ""
    },
    mixinStandardHelpOptions = true,
    sortOptions = false)
public final class ReplayCommand implements Callable<Integer> {
  private static final int MOST_PARALLELISM = 32;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--events",
      paramLabel = "FILE",
      required = true,
      description = "What to replay: a file, a pipe or /dev/stdin.")
  private Path events = Path.of("");

  @Option(
      names = "--annotations",
      paramLabel = "FILE",
      description =
          "Annotations of then as JSON Lines, as docs/howto/annotate.md says; all of them are known"
              + " before the first event is judged.")
  private @Nullable Path annotations;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      required = true,
      description =
          "Where slis, alerts, recommendations and dead-letters (.jsonl) are written, and with"
              + " --annotations audit.jsonl.")
  private Path out = Path.of("");

  @Mixin private ConfigOptions config = new ConfigOptions();

  @Option(
      names = "--parallelism",
      paramLabel = "N",
      description = "Subtasks of each operator; instead of job.parallelism in the configuration.")
  private Optional<Integer> parallelism = Optional.empty();

  @Override
  public Integer call() throws Exception {
    JobSettings settings = settings();
    // Each is opened once, and before anything is begun: a pipe can be read only once.
    try (EventLines told = annotations == null ? null : EventLines.open(annotations);
        EventLines lines = EventLines.open(events)) {
      createDirectory();
      try (Interruption interruption = new Interruption();
          ReplayBroker broker = ReplayBroker.start(settings)) {
        annotate(told, broker);
        long published = publish(lines, broker, interruption);
        runJob(broker, published, interruption);
        if (interruption.isRequested()) {
          return 1;
        }
        write(broker);
      }
    }
    return 0;
  }

  private JobSettings settings() throws InvalidInputException {
    JobSettings settings = config.settings();
    if (parallelism.isEmpty()) {
      return settings;
    }
    int subtasks = parallelism.get();
    if (subtasks < 1 || subtasks > MOST_PARALLELISM) {
      throw new InvalidInputException(
          "--parallelism %d: must be 1 to %d".formatted(subtasks, MOST_PARALLELISM));
    }
    return settings.with(Options.PARALLELISM, String.valueOf(subtasks));
  }

  private void createDirectory() throws InvalidInputException {
    try {
      Files.createDirectories(out);
    } catch (IOException e) {
      throw new InvalidInputException("--out %s: is no directory that can be made".formatted(out));
    }
    if (!Files.isWritable(out)) {
      throw new InvalidInputException("--out %s: cannot be written to".formatted(out));
    }
    Optional<Path> folder =
        OutputFiles.in(out, annotations != null).stream().filter(Files::isDirectory).findFirst();
    if (folder.isPresent()) {
      throw new InvalidInputException(
          "--out %s: %s is a folder, and is to be a file".formatted(out, folder.get()));
    }
  }

  /** All of it first: a bounded source ends at what is there when it begins. */
  private long publish(EventLines lines, ReplayBroker broker, Interruption interruption)
      throws IOException, InvalidInputException {
    ProgressLine progress = progress();
    DeliveryTimes times = new DeliveryTimes();
    long published = 0;
    try (EventPublisher publisher = new EventPublisher(broker.clients(), broker.topics())) {
      for (byte[] line = lines.next();
          line != null && !interruption.isRequested();
          line = lines.next()) {
        times.add(FileLine.of(line), publisher::publish);
        published++;
        progress.show(publishing(lines, published));
      }
      times.end(publisher::publish);
      publisher.flush();
    }
    progress.end("published %,d events".formatted(published));
    return published;
  }

  private static String publishing(EventLines lines, long published) {
    OptionalDouble share = lines.share();
    return share.isPresent()
        ? "publishing %3.0f %%".formatted(100 * share.getAsDouble())
        : "publishing: %,d events".formatted(published);
  }

  private void annotate(@Nullable EventLines lines, ReplayBroker broker)
      throws IOException, InvalidInputException {
    if (lines == null) {
      return;
    }
    try (AnnotationPublisher publisher =
        AnnotationPublisher.to(broker.clients(), broker.topics())) {
      for (byte[] line = lines.next(); line != null; line = lines.next()) {
        publisher.publish(line);
      }
    }
  }

  private void runJob(ReplayBroker broker, long published, Interruption interruption)
      throws JobFailedException, InterruptedException {
    ProgressLine progress = progress();
    try (LocalJob job = LocalJob.start(broker.settings())) {
      interruption.ends(job);
      while (!job.awaitEnd(Duration.ofMillis(100))) {
        long in = job.counters().total(Total.EVENTS_IN);
        progress.show(
            "judging %3.0f %%: %,d of %,d events"
                .formatted(Math.min(100.0, 100.0 * in / Math.max(1, published)), in, published));
      }
      LiveCounters counters = job.counters();
      progress.end(
          "judged %,d events: %,d counted, %,d duplicate, %,d late, %,d refused"
              .formatted(
                  counters.total(Total.EVENTS_IN),
                  counters.total(Total.EVENTS_COUNTED),
                  counters.total(Total.EVENTS_DUPLICATE),
                  counters.total(Total.EVENTS_LATE),
                  counters.total(Total.DEAD_LETTERS)));
    }
  }

  private void write(ReplayBroker broker) throws JobFailedException {
    OutputFiles files = new OutputFiles(broker.folder());
    TopicReader reader = new TopicReader(broker.clients());
    reader.read(broker.topics().of(TopicRole.SLIS), files::addSli);
    reader.read(broker.topics().of(TopicRole.ALERTS), files::addAlert);
    reader.read(broker.topics().of(TopicRole.RECOMMENDATIONS), files::addRecommendation);
    reader.read(broker.topics().of(TopicRole.DEAD_LETTERS), files::addDeadLetter);
    if (annotations != null) {
      reader.read(broker.topics().of(TopicRole.AUDIT), files::addAudit);
    }
    PrintWriter terminal = spec.commandLine().getOut();
    for (Map.Entry<Path, Long> file : write(files).entrySet()) {
      terminal.println("%s: %,d lines".formatted(file.getKey(), file.getValue()));
    }
    terminal.flush();
  }

  /** Nothing of an earlier replay is lost where they cannot be written. */
  private Map<Path, Long> write(OutputFiles files) throws JobFailedException {
    try {
      return files.write(out, annotations != null);
    } catch (IOException e) {
      throw new JobFailedException("--out %s: the results cannot be written".formatted(out), e);
    }
  }

  private ProgressLine progress() {
    return new ProgressLine(spec.commandLine().getOut(), ProgressLine.isOnTerminal());
  }
}
