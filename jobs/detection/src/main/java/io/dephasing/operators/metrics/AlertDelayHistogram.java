package io.dephasing.operators.metrics;

import org.apache.flink.metrics.Histogram;
import org.apache.flink.metrics.HistogramStatistics;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.runtime.metrics.DescriptiveStatisticsHistogram;

/**
 * A Flink histogram of the last alert delays in seconds. Flink histograms hold whole numbers,
 * therefore values are stored in milliseconds and divided by 1,000 when they are read.
 */
final class AlertDelayHistogram implements Histogram {
  private static final String GROUP = "dephasing";
  private static final int LAST = 1_000;
  private static final double MILLIS = 1e3;

  private final Histogram millis = new DescriptiveStatisticsHistogram(LAST);

  static AlertDelayHistogram register(MetricGroup operator) {
    return operator
        .addGroup(GROUP)
        .histogram(OperatorGauge.ALERT_DELAY.id(), new AlertDelayHistogram());
  }

  @Override
  public void update(long delayMillis) {
    millis.update(Math.max(0, delayMillis));
  }

  @Override
  public long getCount() {
    return millis.getCount();
  }

  @Override
  public HistogramStatistics getStatistics() {
    return new InSeconds(millis.getStatistics());
  }

  /** The same over 1000. */
  private static final class InSeconds extends HistogramStatistics {
    private final HistogramStatistics millis;

    InSeconds(HistogramStatistics millis) {
      this.millis = millis;
    }

    @Override
    public double getQuantile(double quantile) {
      return millis.getQuantile(quantile) / MILLIS;
    }

    @Override
    public long[] getValues() {
      long[] values = millis.getValues();
      for (int i = 0; i < values.length; i++) {
        values[i] = Math.round(values[i] / MILLIS);
      }
      return values;
    }

    @Override
    public int size() {
      return millis.size();
    }

    @Override
    public double getMean() {
      return millis.getMean() / MILLIS;
    }

    @Override
    public double getStdDev() {
      return millis.getStdDev() / MILLIS;
    }

    @Override
    public long getMax() {
      return Math.round(millis.getMax() / MILLIS);
    }

    @Override
    public long getMin() {
      return Math.round(millis.getMin() / MILLIS);
    }
  }
}
