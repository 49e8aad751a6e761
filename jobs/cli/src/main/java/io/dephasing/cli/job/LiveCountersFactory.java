package io.dephasing.cli.job;

import java.util.Map;
import java.util.Properties;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.metrics.reporter.MetricReporter;
import org.apache.flink.metrics.reporter.MetricReporterFactory;

/** Gives Flink the reporter that somebody in this process waits for. */
public final class LiveCountersFactory implements MetricReporterFactory {
  private static final String REPORTER = "live";
  private static final String ID = "id";
  private static final Map<String, LiveCounters> WAITING = new ConcurrentHashMap<>();

  /** For Flink. */
  public LiveCountersFactory() {}

  /** The counters of the cluster that will be started with this configuration. */
  static LiveCounters of(Configuration flink) {
    String id = UUID.randomUUID().toString();
    LiveCounters counters = new LiveCounters();
    WAITING.put(id, counters);
    String prefix = "metrics.reporter." + REPORTER + ".";
    String others = flink.getString("metrics.reporters", "");
    flink.setString("metrics.reporters", others.isEmpty() ? REPORTER : others + "," + REPORTER);
    flink.setString(prefix + "factory.class", LiveCountersFactory.class.getName());
    flink.setString(prefix + ID, id);
    return counters;
  }

  @Override
  public MetricReporter createMetricReporter(Properties properties) {
    LiveCounters counters = WAITING.remove(properties.getProperty(ID, ""));
    if (counters == null) {
      throw new IllegalStateException("nobody waits for counters '%s'".formatted(properties));
    }
    return counters;
  }
}
