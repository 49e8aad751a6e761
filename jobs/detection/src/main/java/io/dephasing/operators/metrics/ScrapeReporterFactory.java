package io.dephasing.operators.metrics;

import java.util.Properties;
import org.apache.flink.metrics.reporter.MetricReporter;
import org.apache.flink.metrics.reporter.MetricReporterFactory;

/** Gives Flink a {@link ScrapeReporter}. */
public final class ScrapeReporterFactory implements MetricReporterFactory {
  /** Key of the address, of all addresses where it is not set. */
  public static final String HOST = "host";

  /** Key of the port. */
  public static final String PORT = "port";

  /** For Flink. */
  public ScrapeReporterFactory() {}

  @Override
  public MetricReporter createMetricReporter(Properties properties) {
    return new ScrapeReporter(
        properties.getProperty(HOST, "0.0.0.0"),
        Integer.parseInt(properties.getProperty(PORT, "0")));
  }
}
