package io.dephasing.acceptance.job;

import io.dephasing.topology.DetectionJob;
import io.dephasing.topology.JobEnvironment;
import io.dephasing.topology.JobSettings;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.apache.flink.api.common.JobID;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.runtime.jobgraph.JobGraph;
import org.apache.flink.runtime.jobgraph.SavepointRestoreSettings;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.minicluster.MiniClusterConfiguration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** A Flink cluster in this process, which runs whole jobs as they would run on another. */
final class JobCluster implements AutoCloseable {
  private final MiniCluster cluster;

  private JobCluster(MiniCluster cluster) {
    this.cluster = cluster;
  }

  /** Starts with so many task managers, each with so many slots. */
  static JobCluster start(JobSettings settings, int taskManagers, int slots) throws Exception {
    Configuration configuration = JobEnvironment.configuration(settings);
    configuration.setString("rest.port", "0");
    MiniCluster cluster =
        new MiniCluster(
            new MiniClusterConfiguration.Builder()
                .setConfiguration(configuration)
                .setNumTaskManagers(taskManagers)
                .setNumSlotsPerTaskManager(slots)
                .build());
    cluster.start();
    return new JobCluster(cluster);
  }

  /** Begins a job anew. */
  JobID submit(JobSettings settings) throws Exception {
    return submit(settings, flink -> {}, SavepointRestoreSettings.none());
  }

  /** Begins a job anew, or where a savepoint left off, with more of Flink's own settings. */
  JobID submit(JobSettings settings, Consumer<Configuration> more, SavepointRestoreSettings from)
      throws Exception {
    Configuration configuration = JobEnvironment.configuration(settings);
    more.accept(configuration);
    StreamExecutionEnvironment environment =
        StreamExecutionEnvironment.getExecutionEnvironment(configuration);
    new DetectionJob(settings).build(environment);
    JobGraph graph = environment.getStreamGraph().getJobGraph();
    graph.setSavepointRestoreSettings(from);
    return cluster.submitJob(graph).get().getJobID();
  }

  /** Ends a job; what it knew is at the returned place. */
  SavepointRestoreSettings stop(JobID job, Path savepoints) throws Exception {
    String path =
        cluster
            .stopWithSavepoint(
                job, savepoints.toUri().toString(), false, SavepointFormatType.CANONICAL)
            .get();
    return SavepointRestoreSettings.forPath(path);
  }

  void cancel(JobID job) throws Exception {
    cluster.cancelJob(job).get();
  }

  /** Ends a task manager without warning. */
  void kill(int taskManager) throws Exception {
    cluster.terminateTaskManager(taskManager).get();
  }

  void startTaskManager() throws Exception {
    cluster.startTaskManager();
  }

  @Override
  public void close() throws Exception {
    cluster.close();
  }
}
