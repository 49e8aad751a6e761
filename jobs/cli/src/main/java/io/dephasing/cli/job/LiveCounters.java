package io.dephasing.cli.job;

import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Metric;
import org.apache.flink.metrics.MetricConfig;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.metrics.reporter.MetricReporter;

/**
 * The counters of jobs in this process, as they stand. Flink makes its reporters itself and knows
 * them by a name alone: {@link LiveCountersFactory} hands out the one that waits under that name.
 */
public final class LiveCounters implements MetricReporter {
  private static final String OURS = ".dephasing.topic.";

  private final Map<Counter, String> live = new ConcurrentHashMap<>();
  private final Map<String, AtomicLong> ended = new ConcurrentHashMap<>();

  LiveCounters() {}

  /** What is counted; the ids are those of the metrics' reference. */
  public enum Total {
    EVENTS_IN,
    EVENTS_COUNTED,
    EVENTS_DUPLICATE,
    EVENTS_LATE,
    DEAD_LETTERS;

    private final String id = name().toLowerCase(Locale.ROOT) + "_total";
  }

  /** Over all topics, reasons and subtasks, and over restarts of the job in this process. */
  public long total(Total total) {
    AtomicLong before = ended.get(total.id);
    long sum = before == null ? 0 : before.get();
    for (Map.Entry<Counter, String> counter : live.entrySet()) {
      if (counter.getValue().equals(total.id)) {
        sum += counter.getKey().getCount();
      }
    }
    return sum;
  }

  @Override
  public void open(MetricConfig config) {}

  @Override
  public void close() {}

  @Override
  public void notifyOfAddedMetric(Metric metric, String name, MetricGroup group) {
    if (metric instanceof Counter counter && isOurs(name, group)) {
      live.put(counter, name);
    }
  }

  @Override
  public void notifyOfRemovedMetric(Metric metric, String name, MetricGroup group) {
    if (metric instanceof Counter counter && live.remove(counter) != null) {
      ended.computeIfAbsent(name, unused -> new AtomicLong()).addAndGet(counter.getCount());
    }
  }

  private static boolean isOurs(String name, MetricGroup group) {
    return name.endsWith("_total") && group.getMetricIdentifier(name).contains(OURS);
  }
}
