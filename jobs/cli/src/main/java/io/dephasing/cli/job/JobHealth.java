package io.dephasing.cli.job;

import io.dephasing.cli.failure.JobFailedException;
import java.util.Optional;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.runtime.checkpoint.CheckpointStatsCounts;
import org.apache.flink.runtime.executiongraph.AccessExecutionGraph;
import org.apache.flink.runtime.executiongraph.ErrorInfo;

/**
 * How a job is at a time.
 *
 * @param name of the job
 * @param failure why it failed last; empty where it never did
 * @param failedCheckpoints how often its state could not be saved
 * @param savedCheckpoints how often it could
 */
public record JobHealth(
    String name, Optional<Failure> failure, long failedCheckpoints, long savedCheckpoints) {
  /**
   * Why a job failed.
   *
   * @param atMillis when, ms since the epoch
   * @param message what began it, on one line
   */
  record Failure(long atMillis, String message) {}

  static JobHealth of(AccessExecutionGraph graph) {
    ErrorInfo error = graph.getState() == JobStatus.CANCELED ? null : graph.getFailureInfo();
    CheckpointStatsCounts counts = graph.getCheckpointStatsSnapshot().getCounts();
    return new JobHealth(
        graph.getJobName(),
        Optional.ofNullable(error)
            .map(
                each ->
                    new Failure(
                        each.getTimestamp(), JobFailedException.rootMessage(each.getException()))),
        counts.getNumberOfFailedCheckpoints(),
        counts.getNumberOfCompletedCheckpoints());
  }
}
