package io.dephasing.cli.run;

import io.dephasing.cli.failure.InvalidInputException;
import io.dephasing.cli.failure.JobFailedException;
import io.dephasing.cli.job.CheckpointDirectory;
import io.dephasing.cli.job.HealthLines;
import io.dephasing.cli.job.Interruption;
import io.dephasing.cli.job.JobHealth;
import io.dephasing.cli.job.LocalJob;
import io.dephasing.cli.kafka.KafkaDoor;
import io.dephasing.cli.options.ExportOptions;
import io.dephasing.cli.options.KafkaOptions;
import io.dephasing.connectors.kafka.TopicRole;
import io.dephasing.export.ExportEndpoints;
import io.dephasing.topology.JobSettings;
import io.dephasing.topology.KafkaEndpoints;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code dephase export}. */
@Command(
    name = "export",
    description = {
      "Runs the export job alone on this machine, until Ctrl-C: from your Kafka to Prometheus and"
          + " Alertmanager.",
      "",
      "'dephase run' does it too, where it is told where to export to. This is for a machine of its"
          + " own, or to export what was detected before.",
      ""
    },
    mixinStandardHelpOptions = true,
    sortOptions = false)
public final class ExportCommand implements Callable<Integer> {
  private static final Duration INTERVAL = Duration.ofSeconds(1);

  @Spec private CommandSpec spec = CommandSpec.create();
  @Mixin private KafkaOptions kafka = new KafkaOptions();
  @Mixin private ExportOptions export = new ExportOptions();

  @Override
  public Integer call() throws Exception {
    JobSettings settings = export.settings(kafka.settings());
    if (!new ExportEndpoints(settings).isAny()) {
      throw new InvalidInputException(
          "nowhere to export to: --prometheus URL or --alertmanager URL, or the configuration's"
              + " prometheus.url or alertmanager.urls");
    }
    KafkaEndpoints endpoints = new KafkaEndpoints(settings);
    endpoints.tryClients();
    String identity = identity(endpoints);
    LocalJob.Setup setup = new LocalJob.Setup(Optional.empty(), Optional.of(identity));
    PrintWriter out = spec.commandLine().getOut();
    out.println("reads    " + String.join(", ", read(endpoints)));
    ExportOptions.announce(settings, out);
    out.flush();
    try (Interruption interruption = new Interruption();
        CheckpointDirectory directory = CheckpointDirectory.claim(settings, identity);
        LocalJob job = LocalJob.startExport(settings, setup)) {
      interruption.ends(job);
      out.println("running; Ctrl-C ends it");
      out.flush();
      HealthLines health = new HealthLines(directory::failure);
      while (!job.awaitEnd(INTERVAL)) {
        for (JobHealth each : job.health()) {
          health.of(each).forEach(out::println);
        }
        out.flush();
      }
    }
    out.println("ended; its state is kept");
    out.flush();
    return 0;
  }

  private static List<String> read(KafkaEndpoints endpoints) {
    List<String> topics = new ArrayList<>(measured(endpoints));
    topics.add(endpoints.topics().of(TopicRole.AUDIT));
    return topics;
  }

  /** What is exported since the first release: they name the job. */
  private static List<String> measured(KafkaEndpoints endpoints) {
    return List.of(
        endpoints.topics().of(TopicRole.SLIS),
        endpoints.topics().of(TopicRole.ALERTS),
        endpoints.topics().of(TopicRole.RECOMMENDATIONS));
  }

  private static String identity(KafkaEndpoints endpoints)
      throws InvalidInputException, JobFailedException, InterruptedException {
    try (KafkaDoor door = new KafkaDoor(endpoints)) {
      String clusterId = door.clusterId();
      door.require(read(endpoints));
      return String.join(" ", "export", clusterId, String.join(" ", measured(endpoints)));
    }
  }
}
