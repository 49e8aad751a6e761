package io.dephasing.topology;

import io.dephasing.operators.metrics.ScrapeReporterFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.configuration.ExternalizedCheckpointRetention;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.StateBackendOptions;
import org.apache.flink.core.execution.CheckpointingMode;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** Flink's own settings: what the job cannot do without, and what the options say. */
public final class JobEnvironment {
  private static final String PROMETHEUS = "prometheus";

  private JobEnvironment() {}

  /** On whatever cluster the job is submitted to. */
  public static StreamExecutionEnvironment onCluster(JobSettings settings) {
    return StreamExecutionEnvironment.getExecutionEnvironment(configuration(settings));
  }

  /** Flink's configuration for this job. */
  public static Configuration configuration(JobSettings settings) {
    Configuration flink = new Configuration();
    // No Kryo anywhere, and a forgotten uid stops the job at start.
    flink.set(PipelineOptions.GENERIC_TYPES, false);
    flink.set(PipelineOptions.AUTO_GENERATE_UIDS, false);
    // Safe: nothing that is handed on within a chain is changed afterwards.
    flink.set(PipelineOptions.OBJECT_REUSE, true);
    flink.set(PipelineOptions.AUTO_WATERMARK_INTERVAL, Duration.ofMillis(200));
    Optional<Integer> parallelism = Options.PARALLELISM.of(settings.options());
    parallelism.ifPresent(each -> flink.set(CoreOptions.DEFAULT_PARALLELISM, each));
    flink.setString("pipeline.max-parallelism", "1024");
    Optional<String> backend = Options.STATE_BACKEND.of(settings.options());
    backend.ifPresent(each -> flink.set(StateBackendOptions.STATE_BACKEND, each));
    checkpoints(settings, flink);
    restarts(settings, flink);
    metrics(settings, flink);
    return flink;
  }

  /**
   * Flink's configuration for the export job. While Prometheus does not answer, its sink holds up
   * checkpoints: that is no reason to start the job anew, nor to hold up the way to Alertmanager.
   */
  public static Configuration exportConfiguration(JobSettings settings) {
    Configuration flink = configuration(settings);
    flink.set(CheckpointingOptions.TOLERABLE_FAILURE_NUMBER, Integer.MAX_VALUE);
    return flink;
  }

  private static void checkpoints(JobSettings settings, Configuration flink) {
    boolean isExactlyOnce =
        Options.DELIVERY.<String>required(settings.options()).equals("exactly-once");
    if (settings.run().isBounded() && !isExactlyOnce) {
      // A replay that fails is started anew; checkpoints would save nothing.
      return;
    }
    flink.set(CheckpointingOptions.CHECKPOINTING_CONSISTENCY_MODE, CheckpointingMode.EXACTLY_ONCE);
    frequency(settings, flink);
    flink.set(
        CheckpointingOptions.TOLERABLE_FAILURE_NUMBER, toleratedFailures(settings, isExactlyOnce));
    // A million windows that end at once hold up neither a barrier nor judgement: timers yield,
    // barriers overtake.
    flink.set(CheckpointingOptions.ENABLE_UNALIGNED, true);
    flink.set(CheckpointingOptions.ALIGNED_CHECKPOINT_TIMEOUT, Duration.ofSeconds(1));
    // But not where the input ends: a step that has yielded is told so before its last timers fire.
    flink.set(
        CheckpointingOptions.ENABLE_UNALIGNED_INTERRUPTIBLE_TIMERS, !settings.run().isBounded());
    flink.set(
        CheckpointingOptions.EXTERNALIZED_CHECKPOINT_RETENTION,
        ExternalizedCheckpointRetention.RETAIN_ON_CANCELLATION);
    flink.set(CheckpointingOptions.CHECKPOINTS_DIRECTORY, checkpointDirectory(settings));
  }

  /** Where state is saved, as a URI. */
  public static String checkpointDirectory(JobSettings settings) {
    String directory = Options.CHECKPOINT_DIRECTORY.required(settings.options());
    return directory.contains(":")
        ? directory
        : Path.of(directory).toAbsolutePath().toUri().toString();
  }

  /** With a pause, so that slow storage does not keep the job saving all the time. */
  private static void frequency(JobSettings settings, Configuration flink) {
    Duration interval = Options.CHECKPOINT_INTERVAL.required(settings.options());
    Optional<Duration> pause = Options.CHECKPOINT_MIN_PAUSE.of(settings.options());
    flink.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, interval);
    flink.set(
        CheckpointingOptions.MIN_PAUSE_BETWEEN_CHECKPOINTS, pause.orElse(interval.dividedBy(2)));
  }

  /**
   * A directory that is full for an hour does not stop detection. Only transactions cannot wait:
   * Kafka aborts what no checkpoint commits in time, and a start anew reads it again.
   */
  private static int toleratedFailures(JobSettings settings, boolean isExactlyOnce) {
    Optional<Integer> tolerated = Options.CHECKPOINT_TOLERATED_FAILURES.of(settings.options());
    return tolerated.orElse(isExactlyOnce ? 0 : Integer.MAX_VALUE);
  }

  /** Flink's reporters are the process': on a cluster its own configuration has them. */
  private static void metrics(JobSettings settings, Configuration flink) {
    Optional<Integer> port = Options.METRICS_PORT.of(settings.options());
    port.ifPresent(
        each -> {
          flink.setString("metrics.reporters", PROMETHEUS);
          String reporter = "metrics.reporter." + PROMETHEUS + ".";
          flink.setString(reporter + "factory.class", ScrapeReporterFactory.class.getName());
          flink.setString(
              reporter + ScrapeReporterFactory.HOST,
              Options.METRICS_HOST.required(settings.options()));
          flink.setString(reporter + ScrapeReporterFactory.PORT, String.valueOf(each));
          // Else every dot and dash of a topic's name becomes an underscore.
          flink.setString(reporter + "filterLabelValueCharacters", "false");
        });
  }

  private static void restarts(JobSettings settings, Configuration flink) {
    if (settings.run().isBounded()) {
      // A bounded source that is restored does not end: whoever replays starts anew instead.
      flink.set(RestartStrategyOptions.RESTART_STRATEGY, "none");
      return;
    }
    flink.set(RestartStrategyOptions.RESTART_STRATEGY, "exponential-delay");
    flink.set(
        RestartStrategyOptions.RESTART_STRATEGY_EXPONENTIAL_DELAY_INITIAL_BACKOFF,
        Duration.ofSeconds(1));
    flink.set(
        RestartStrategyOptions.RESTART_STRATEGY_EXPONENTIAL_DELAY_MAX_BACKOFF,
        Duration.ofMinutes(1));
  }
}
