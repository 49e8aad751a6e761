package io.dephasing.export.prometheus;

import io.dephasing.export.series.ExportFailure;
import io.dephasing.export.series.ExportedMetric;
import io.dephasing.export.series.Sample;
import io.dephasing.export.series.SeriesLabels;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.atomic.LongAdder;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.metrics.SimpleCounter;

/**
 * What one sink's subtask has done, for itself to tell. Counts begin at 0 with each start; they are
 * added to by the threads of HTTP clients and read by the task.
 */
public final class ExportReport {
  private final SeriesLabels labels;
  private final LongAdder taken = new LongAdder();
  private final LongAdder retries = new LongAdder();
  private final Map<ExportFailure, LongAdder> failures = new EnumMap<>(ExportFailure.class);

  /**
   * The report of a subtask.
   *
   * @param sink {@code prometheus} or {@code alertmanager}
   * @param reasons that its failures may have
   */
  public ExportReport(String sink, int subtask, Set<ExportFailure> reasons, MetricGroup metrics) {
    this.labels = SeriesLabels.NONE.with("sink", sink).with("subtask", String.valueOf(subtask));
    MetricGroup ours = metrics.addGroup("dephasing");
    ours.counter("export_samples_total", new Reading(taken));
    ours.counter("export_retries_total", new Reading(retries));
    for (ExportFailure reason : reasons) {
      LongAdder count = new LongAdder();
      failures.put(reason, count);
      ours.addGroup("reason", reason.reason()).counter("export_failures_total", new Reading(count));
    }
  }

  /** So many were taken. */
  public void taken(int count) {
    taken.add(count);
  }

  /** So many were not. */
  public void failed(ExportFailure reason, int count) {
    LongAdder failure = failures.get(reason);
    if (failure == null) {
      throw new IllegalArgumentException("%s has no counter".formatted(reason));
    }
    failure.add(count);
  }

  /** A request will be sent again. */
  public void retried() {
    retries.increment();
  }

  /**
   * As samples of now.
   *
   * @param lagMillis how far the sink is behind, where that is known
   */
  public List<Sample> samples(long nowMillis, OptionalLong lagMillis) {
    List<Sample> samples = new ArrayList<>();
    samples.add(
        Sample.of(
            labels.named(ExportedMetric.EXPORT_SAMPLES_TOTAL.metric()), nowMillis, taken.sum()));
    samples.add(
        Sample.of(
            labels.named(ExportedMetric.EXPORT_RETRIES_TOTAL.metric()), nowMillis, retries.sum()));
    failures.forEach(
        (reason, count) ->
            samples.add(
                Sample.of(
                    labels
                        .named(ExportedMetric.EXPORT_FAILURES_TOTAL.metric())
                        .with("reason", reason.reason()),
                    nowMillis,
                    count.sum())));
    lagMillis.ifPresent(
        lag ->
            samples.add(
                Sample.of(
                    labels.named(ExportedMetric.EXPORT_LAG_SECONDS.metric()),
                    nowMillis,
                    Math.max(0, lag) / 1e3)));
    return samples;
  }

  /** A counter of Flink's that only shows what is counted elsewhere. */
  private static final class Reading extends SimpleCounter implements Counter {
    private final LongAdder source;

    Reading(LongAdder source) {
      this.source = source;
    }

    @Override
    public long getCount() {
      return source.sum();
    }
  }
}
