package io.dephasing.dashboards;

/** What the dashboards read of Flink's own metrics, as its Prometheus reporter names them. */
enum FlinkMetric {
  PENDING_RECORDS("flink_taskmanager_job_task_operator_pendingRecords"),
  BUSY_MILLIS_PER_SECOND("flink_taskmanager_job_task_busyTimeMsPerSecond"),
  BACK_PRESSURED_MILLIS_PER_SECOND("flink_taskmanager_job_task_backPressuredTimeMsPerSecond"),
  CHECKPOINT_DURATION_MILLIS("flink_jobmanager_job_lastCheckpointDuration"),
  FAILED_CHECKPOINTS("flink_jobmanager_job_numberOfFailedCheckpoints"),
  COMPLETED_CHECKPOINTS("flink_jobmanager_job_numberOfCompletedCheckpoints"),
  RESTARTS("flink_jobmanager_job_numRestarts");

  private final String id;

  FlinkMetric(String id) {
    this.id = id;
  }

  String id() {
    return id;
  }
}
