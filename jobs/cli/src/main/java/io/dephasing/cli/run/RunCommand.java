package io.dephasing.cli.run;

import io.dephasing.cli.failure.InvalidInputException;
import io.dephasing.cli.failure.JobFailedException;
import io.dephasing.cli.job.CheckpointDirectory;
import io.dephasing.cli.job.HealthLines;
import io.dephasing.cli.job.Interruption;
import io.dephasing.cli.job.JobHealth;
import io.dephasing.cli.job.LiveCounters;
import io.dephasing.cli.job.LiveCounters.Total;
import io.dephasing.cli.job.LocalJob;
import io.dephasing.cli.kafka.KafkaDoor;
import io.dephasing.cli.options.ExportOptions;
import io.dephasing.cli.options.KafkaOptions;
import io.dephasing.cli.terminal.ProgressLine;
import io.dephasing.connectors.kafka.TopicRole;
import io.dephasing.connectors.kafka.Topics;
import io.dephasing.core.event.EventKind;
import io.dephasing.topology.JobSettings;
import io.dephasing.topology.KafkaEndpoints;
import io.dephasing.topology.Options;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code dephase run}. */
@Command(
    name = "run",
    description = {
      "Runs the detection job on this machine against your Kafka, until Ctrl-C; and the export job"
          + " beside it where it is told of a Prometheus or an Alertmanager.",
      "",
      "It saves its state in the checkpoints' directory (state/, unless the configuration has"
          + " another): started again from there, it goes on where it was, however it ended.",
      ""
    },
    mixinStandardHelpOptions = true,
    sortOptions = false)
public final class RunCommand implements Callable<Integer> {
  private static final Duration INTERVAL = Duration.ofSeconds(1);
  private static final List<TopicRole> WRITTEN =
      List.of(
          TopicRole.SLIS,
          TopicRole.ALERTS,
          TopicRole.RECOMMENDATIONS,
          TopicRole.DEAD_LETTERS,
          TopicRole.AUDIT);

  @Spec private CommandSpec spec = CommandSpec.create();
  @Mixin private KafkaOptions kafka = new KafkaOptions();
  @Mixin private ExportOptions export = new ExportOptions();

  @Option(
      names = "--web-ui",
      paramLabel = "PORT",
      arity = "0..1",
      fallbackValue = "0",
      description = "Serves Flink's web UI on this port of localhost; on a free one without PORT.")
  private Optional<Integer> webUiPort = Optional.empty();

  @Option(
      names = "--page",
      paramLabel = "PORT",
      arity = "0..1",
      fallbackValue = "0",
      description = "Serves the live page on this port of localhost; on a free one without PORT.")
  private Optional<Integer> pagePort = Optional.empty();

  @Override
  public Integer call() throws Exception {
    JobSettings settings = export.settings(kafka.settings());
    KafkaEndpoints endpoints = new KafkaEndpoints(settings);
    endpoints.tryClients();
    checkPort();
    String identity = identity(endpoints);
    try (Interruption interruption = new Interruption();
        CheckpointDirectory directory = CheckpointDirectory.claim(settings, identity)) {
      announce(settings, endpoints.topics());
      run(settings, identity, directory, interruption);
    }
    return 0;
  }

  private void run(
      JobSettings settings,
      String identity,
      CheckpointDirectory directory,
      Interruption interruption)
      throws InvalidInputException, JobFailedException, InterruptedException {
    PrintWriter out = spec.commandLine().getOut();
    LocalJob.Setup setup = new LocalJob.Setup(webUiPort, Optional.of(identity));
    try (RunPage page = RunPage.open(pagePort, new KafkaEndpoints(settings), out);
        LocalJob job = LocalJob.start(settings, setup)) {
      interruption.ends(job);
      if (webUiPort.isPresent()) {
        out.println("web UI   " + job.webUi());
      }
      out.println("running; Ctrl-C ends it");
      out.flush();
      follow(job, new HealthLines(directory::failure));
      job.requireSaved();
    }
    out.println("ended; its state is kept");
    out.flush();
  }

  private void checkPort() throws InvalidInputException {
    int port = webUiPort.orElse(0);
    if (port < 0 || port > 65_535) {
      throw new InvalidInputException("--web-ui %d: must be 0 to 65535".formatted(port));
    }
  }

  /** What names this job for ever: the Kafka, what is read there, and for whom. */
  private static String identity(KafkaEndpoints endpoints)
      throws InvalidInputException, JobFailedException, InterruptedException {
    Topics topics = endpoints.topics();
    try (KafkaDoor door = new KafkaDoor(endpoints)) {
      String clusterId = door.clusterId();
      door.require(Stream.concat(read(topics), written(topics)).toList());
      return String.join(" ", "detection", clusterId, String.join(" ", events(topics).toList()));
    }
  }

  private void announce(JobSettings settings, Topics topics) {
    PrintWriter out = spec.commandLine().getOut();
    out.println("Kafka    " + value(settings, Options.BOOTSTRAP_SERVERS));
    out.println("reads    " + String.join(", ", read(topics).toList()));
    out.println("writes   " + String.join(", ", written(topics).toList()));
    ExportOptions.announce(settings, out);
    out.println("state    " + value(settings, Options.CHECKPOINT_DIRECTORY));
    out.flush();
  }

  private void follow(LocalJob job, HealthLines health)
      throws JobFailedException, InterruptedException {
    boolean isTerminal = ProgressLine.isOnTerminal();
    ProgressLine progress = new ProgressLine(spec.commandLine().getOut(), isTerminal);
    LiveCounters counters = job.counters();
    long before = 0;
    while (!job.awaitEnd(INTERVAL)) {
      for (JobHealth each : job.health()) {
        health.of(each).forEach(progress::say);
      }
      long in = counters.total(Total.EVENTS_IN);
      if (isTerminal) {
        progress.show(line(counters, (in - before) / INTERVAL.toSeconds()));
      }
      before = in;
    }
    progress.end(line(counters, 0));
  }

  private static String line(LiveCounters counters, long perSecond) {
    return "%,d events (%,d/s), %,d late, %,d refused"
        .formatted(
            counters.total(Total.EVENTS_IN),
            perSecond,
            counters.total(Total.EVENTS_LATE),
            counters.total(Total.DEAD_LETTERS));
  }

  private static Stream<String> read(Topics topics) {
    return Stream.concat(events(topics), Stream.of(topics.of(TopicRole.ANNOTATIONS)));
  }

  private static Stream<String> events(Topics topics) {
    return EventKind.all().stream().map(topics::events);
  }

  private static Stream<String> written(Topics topics) {
    return WRITTEN.stream().map(topics::of);
  }

  private static String value(JobSettings settings, Options option) {
    Object fallback = option.defaultValue().orElse("");
    return settings.options().getString(option.key(), String.valueOf(fallback));
  }
}
