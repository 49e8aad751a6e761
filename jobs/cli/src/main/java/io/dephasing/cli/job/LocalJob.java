package io.dephasing.cli.job;

import io.dephasing.cli.failure.JobFailedException;
import io.dephasing.export.ExportEndpoints;
import io.dephasing.export.ExportJob;
import io.dephasing.topology.DetectionJob;
import io.dephasing.topology.JobEnvironment;
import io.dephasing.topology.JobSettings;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.apache.flink.api.common.JobID;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.core.execution.CheckpointType;
import org.apache.flink.runtime.jobmaster.JobResult;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.graph.StreamGraph;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A job on a Flink cluster inside this process: detection, or export, or detection with export
 * beside it. Closing it ends all of it. Its methods may be called by several threads.
 */
public final class LocalJob implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(LocalJob.class);
  private static final String NAME = "dephasing-detection";

  /** For saving state at the end: the checkpoint before is seldom older. */
  private static final Duration SAVING = Duration.ofSeconds(5);

  /** For each other step of the end. */
  private static final Duration ENDING = Duration.ofSeconds(1);

  private static final Duration CLOSING = Duration.ofSeconds(3);

  private final MiniCluster cluster;
  private final JobID jobId;
  private final LiveCounters counters;
  private final boolean isContinued;
  private final CompletableFuture<JobResult> result;
  private final List<JobID> beside = new CopyOnWriteArrayList<>();
  private volatile boolean isSaved = true;

  private LocalJob(MiniCluster cluster, JobID jobId, LiveCounters counters, boolean isContinued) {
    this.cluster = cluster;
    this.jobId = jobId;
    this.counters = counters;
    this.isContinued = isContinued;
    this.result = cluster.requestJobResult(jobId);
  }

  /**
   * How a job runs in this process.
   *
   * @param webUiPort port of Flink's web UI, 0 for a free one; empty for none
   * @param continuedAs what names this job for ever: it begins with the last checkpoint that a job
   *     of this name left in the checkpoints' directory; empty for a job that begins with nothing
   */
  public record Setup(Optional<Integer> webUiPort, Optional<String> continuedAs) {
    /** Begins with nothing, and is watched by nobody. */
    static final Setup FRESH = new Setup(Optional.empty(), Optional.empty());
  }

  /** Starts a job that begins with nothing. */
  public static LocalJob start(JobSettings settings)
      throws JobFailedException, InterruptedException {
    return start(settings, Setup.FRESH);
  }

  /**
   * Starts the job; its first record may take seconds.
   *
   * @throws JobFailedException where it cannot start
   */
  public static LocalJob start(JobSettings settings, Setup setup)
      throws JobFailedException, InterruptedException {
    JobID jobId = setup.continuedAs().map(RetainedCheckpoints::jobId).orElseGet(JobID::generate);
    Configuration flink = JobEnvironment.configuration(settings);
    if (setup.continuedAs().isPresent()) {
      RetainedCheckpoints.restoreLatest(flink, jobId);
    }
    LocalCluster.configure(flink, setup.webUiPort());
    StreamGraph plan = plan(settings, flink, jobId);
    if (!new ExportEndpoints(settings).isAny()) {
      return start(flink, jobId, setup.continuedAs().isPresent(), () -> plan);
    }
    List<StreamGraph> export = exportPlans(settings, setup);
    LocalCluster.makeRoomFor(1 + export.size(), flink);
    LocalJob job = start(flink, jobId, setup.continuedAs().isPresent(), () -> plan);
    job.add(export);
    return job;
  }

  /**
   * Starts the export jobs alone.
   *
   * @throws JobFailedException where it cannot start
   */
  public static LocalJob startExport(JobSettings settings, Setup setup)
      throws JobFailedException, InterruptedException {
    List<StreamGraph> plans = exportPlans(settings, setup);
    Configuration flink = JobEnvironment.exportConfiguration(settings);
    LocalCluster.configure(flink, setup.webUiPort());
    LocalCluster.makeRoomFor(plans.size(), flink);
    StreamGraph first = plans.get(0);
    LocalJob job = start(flink, first.getJobID(), false, () -> first);
    job.add(plans.subList(1, plans.size()));
    return job;
  }

  /**
   * Starts Flink while it is not known yet where Kafka is, then a job that begins with nothing.
   *
   * @param flink Flink's configuration for this job
   * @param settings is asked when Flink is up, and may wait until they are known
   * @throws JobFailedException where it cannot start
   */
  public static LocalJob start(Configuration flink, Callable<JobSettings> settings)
      throws JobFailedException, InterruptedException {
    LocalCluster.configure(flink, Optional.empty());
    JobID jobId = JobID.generate();
    return start(flink, jobId, false, () -> plan(settings.call(), flink, jobId));
  }

  private static LocalJob start(
      Configuration flink, JobID jobId, boolean isContinued, Callable<StreamGraph> plan)
      throws JobFailedException, InterruptedException {
    LiveCounters counters = LiveCountersFactory.of(flink);
    MiniCluster cluster = LocalCluster.of(flink);
    try {
      cluster.start();
      cluster.submitJob(plan.call()).get();
      return new LocalJob(cluster, jobId, counters, isContinued);
    } catch (InterruptedException e) {
      close(cluster);
      throw e;
    } catch (Exception e) { // MiniCluster.start declares Exception
      close(cluster);
      LOG.atError().setCause(e).log("the job did not start");
      throw new JobFailedException("the job did not start", e);
    }
  }

  /** Other jobs beside this one, which end with it. */
  private void add(List<StreamGraph> others) throws JobFailedException, InterruptedException {
    try {
      for (StreamGraph other : others) {
        cluster.submitJob(other).get();
        beside.add(other.getJobID());
      }
    } catch (ExecutionException e) {
      close();
      LOG.atError().setCause(e).log("the export job did not start");
      throw new JobFailedException("the export job did not start", e);
    }
  }

  /** Where Flink's web UI is served; its REST interface is there without the UI, too. */
  public URI webUi() throws JobFailedException, InterruptedException {
    try {
      return cluster.getRestAddress().get();
    } catch (ExecutionException e) {
      throw new JobFailedException("the web UI did not start", e);
    }
  }

  /** What the job has counted so far. */
  public LiveCounters counters() {
    return counters;
  }

  /** Whether the job has not ended. */
  public boolean isRunning() {
    return !result.isDone();
  }

  /**
   * Waits until the job ends: by itself, or because it was cancelled.
   *
   * @throws JobFailedException where it failed
   */
  public void awaitEnd() throws JobFailedException, InterruptedException {
    while (!awaitEnd(Duration.ofDays(1))) {
      // waits on
    }
  }

  /**
   * Waits until the job ends, but no longer than this.
   *
   * @return whether it has ended
   * @throws JobFailedException where it failed
   */
  public boolean awaitEnd(Duration patience) throws JobFailedException, InterruptedException {
    try {
      JobResult end = result.get(patience.toMillis(), TimeUnit.MILLISECONDS);
      if (end.isSuccess() || end.getJobStatus().filter(JobStatus.CANCELED::equals).isPresent()) {
        return true;
      }
      throw failed(end.getSerializedThrowable().orElse(null));
    } catch (TimeoutException e) {
      return false;
    } catch (ExecutionException e) {
      throw failed(e);
    }
  }

  /**
   * Ends the job. A job that is continued saves its state first, so that the next one repeats
   * little; where that takes too long, or the job does not run because it restarts, the checkpoint
   * before is what remains. Whoever calls while another ends it waits.
   */
  synchronized void cancel() throws InterruptedException {
    if (!isRunning()) {
      return;
    }
    for (JobID export : beside) {
      // Its last checkpoint is enough: what it writes again changes nothing.
      isDone(cluster.cancelJob(export), ENDING);
    }
    if (isContinued) {
      isSaved =
          runs() && isDone(cluster.triggerCheckpoint(jobId, CheckpointType.CONFIGURED), SAVING);
    }
    isDone(cluster.cancelJob(jobId), ENDING);
    isDone(result, ENDING);
  }

  private boolean runs() throws InterruptedException {
    try {
      return cluster.getJobStatus(jobId).get(ENDING.toMillis(), TimeUnit.MILLISECONDS)
          == JobStatus.RUNNING;
    } catch (ExecutionException | TimeoutException e) {
      return false;
    }
  }

  /**
   * What to ask when the job was ended.
   *
   * @throws JobFailedException where its state could not be saved
   */
  public void requireSaved() throws JobFailedException {
    if (!isSaved) {
      throw new JobFailedException(
          "ended, but its state could not be saved at the end: it is that of the checkpoint before,"
              + " from where the next start goes on",
          null);
    }
  }

  /** How this job is, and those beside it; without one that does not answer. */
  public List<JobHealth> health() throws InterruptedException {
    List<JobHealth> all = new ArrayList<>();
    for (JobID each : Stream.concat(Stream.of(jobId), beside.stream()).toList()) {
      try {
        all.add(
            JobHealth.of(
                cluster.getExecutionGraph(each).get(ENDING.toMillis(), TimeUnit.MILLISECONDS)));
      } catch (ExecutionException | TimeoutException e) {
        LOG.atDebug().setCause(e).log("a job does not say how it is");
      }
    }
    return all;
  }

  /** Ends job and cluster. */
  @Override
  public void close() {
    try {
      cancel();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    close(cluster);
  }

  private static StreamGraph plan(JobSettings settings, Configuration flink, JobID jobId) {
    StreamExecutionEnvironment environment = new StreamExecutionEnvironment(flink);
    new DetectionJob(settings).build(environment);
    StreamGraph plan = environment.getStreamGraph();
    plan.setJobName(NAME);
    plan.setJobId(jobId);
    return plan;
  }

  private static List<StreamGraph> exportPlans(JobSettings settings, Setup setup)
      throws JobFailedException {
    ExportJob export = new ExportJob(settings);
    List<StreamGraph> plans = new ArrayList<>();
    for (ExportJob.Destination destination : export.destinations()) {
      plans.add(exportPlan(export, destination, settings, setup));
    }
    return plans;
  }

  private static StreamGraph exportPlan(
      ExportJob export, ExportJob.Destination destination, JobSettings settings, Setup setup)
      throws JobFailedException {
    Configuration flink = JobEnvironment.exportConfiguration(settings);
    JobID jobId =
        setup
            .continuedAs()
            .map(name -> RetainedCheckpoints.jobId(destination.job() + " beside " + name))
            .orElseGet(JobID::generate);
    if (setup.continuedAs().isPresent()) {
      RetainedCheckpoints.restoreLatest(flink, jobId);
    }
    StreamExecutionEnvironment environment = new StreamExecutionEnvironment(flink);
    export.build(environment, destination);
    StreamGraph plan = environment.getStreamGraph();
    plan.setJobName(destination.job());
    plan.setJobId(jobId);
    return plan;
  }

  private static JobFailedException failed(@Nullable Throwable cause) {
    LOG.atError().setCause(cause).log("the job failed");
    return new JobFailedException("the job failed", cause);
  }

  /** Whether it succeeds in time. */
  private static boolean isDone(CompletableFuture<?> future, Duration patience)
      throws InterruptedException {
    try {
      future.get(patience.toMillis(), TimeUnit.MILLISECONDS);
      return true;
    } catch (ExecutionException | TimeoutException e) {
      LOG.atWarn().setCause(e).log("the job could not be ended in order");
      return false;
    }
  }

  private static void close(MiniCluster cluster) {
    try {
      isDone(cluster.closeAsync(), CLOSING);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
