package io.dephasing.benchmarks;

import io.dephasing.connectors.kafka.StandardClock;
import io.dephasing.formats.event.EventOrigin;
import io.dephasing.topology.DetectionJob;
import io.dephasing.topology.JobEnvironment;
import io.dephasing.topology.JobSettings;
import io.dephasing.topology.Options;
import io.dephasing.topology.OptionsLoader;
import java.nio.file.Path;
import java.time.Duration;
import org.apache.flink.api.common.JobID;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.core.execution.CheckpointingMode;
import org.apache.flink.runtime.jobmaster.JobResult;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.minicluster.MiniClusterConfiguration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.graph.StreamGraph;

/**
 * The whole detection job, from Kafka to Kafka, until it has read what is there: every rule judges,
 * and checkpoints are taken as in operation, though a bounded job would do without.
 *
 * @param bootstrapServers Kafka's addresses
 * @param parallelism subtasks of each operator
 * @param consumerGroup a new one, for the job begins where its group has been
 * @param checkpoints directory that is there as long as the job
 */
record DetectionRun(
    String bootstrapServers, int parallelism, String consumerGroup, Path checkpoints) {
  private static final String LOOPBACK = "localhost";
  private static final Duration CHECKPOINT_INTERVAL = Duration.ofSeconds(10);

  /** Limits that are judged and never passed: without any, two rules would be off. */
  private static final String POLICY =
      "{limits: {rate_peak_per_second: 1000000, concurrency_max: 1000000}}";

  /** Runs the job to its end; its SLIs say what it has counted. */
  Measurement run(long events) throws Exception {
    JobSettings settings = settings();
    Configuration flink = configuration(settings);
    try (MiniCluster cluster =
        new MiniCluster(
            new MiniClusterConfiguration.Builder()
                .setConfiguration(flink)
                .setNumTaskManagers(1)
                .setNumSlotsPerTaskManager(parallelism)
                .build())) {
      cluster.start();
      JobID jobId = JobID.generate();
      cluster.submitJob(plan(settings, flink, jobId)).get();
      Usage start = Usage.now();
      JobResult result = cluster.requestJobResult(jobId).get();
      Usage end = Usage.now();
      if (!result.isSuccess()) {
        throw new IllegalStateException(
            "the job failed", result.getSerializedThrowable().orElse(null));
      }
      return end.measurement(events, 0, start);
    }
  }

  private JobSettings settings() {
    JobSettings defaults = OptionsLoader.defaults();
    return new JobSettings(
            defaults.options(),
            POLICY,
            new JobSettings.Run(StandardClock.NONE, EventOrigin.LIVE, true))
        .with(Options.BOOTSTRAP_SERVERS, bootstrapServers)
        .with(Options.CONSUMER_GROUP, consumerGroup)
        .with(Options.PARALLELISM, String.valueOf(parallelism));
  }

  private Configuration configuration(JobSettings settings) {
    Configuration flink = JobEnvironment.configuration(settings);
    flink.set(RestOptions.ADDRESS, LOOPBACK);
    flink.set(RestOptions.BIND_ADDRESS, LOOPBACK);
    flink.set(RestOptions.BIND_PORT, "0");
    flink.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, CHECKPOINT_INTERVAL);
    flink.set(CheckpointingOptions.CHECKPOINTING_CONSISTENCY_MODE, CheckpointingMode.EXACTLY_ONCE);
    flink.set(CheckpointingOptions.ENABLE_UNALIGNED, true);
    flink.set(CheckpointingOptions.ALIGNED_CHECKPOINT_TIMEOUT, Duration.ofSeconds(1));
    flink.set(CheckpointingOptions.CHECKPOINTS_DIRECTORY, checkpoints.toUri().toString());
    return flink;
  }

  private static StreamGraph plan(JobSettings settings, Configuration flink, JobID jobId) {
    StreamExecutionEnvironment environment = new StreamExecutionEnvironment(flink);
    new DetectionJob(settings).build(environment);
    StreamGraph plan = environment.getStreamGraph();
    plan.setJobId(jobId);
    return plan;
  }
}
