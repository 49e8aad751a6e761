package io.dephasing.export.prometheus;

import io.dephasing.export.series.Sample;
import io.dephasing.export.series.SeriesLabels;
import java.math.BigDecimal;
import java.util.List;
import java.util.function.Consumer;

/** Upper bounds of a gauge histogram, and its cumulative buckets. */
final class BucketBounds {
  /** Of the planned backoff, seconds (METHOD 6.4). */
  static final BucketBounds BACKOFF =
      new BucketBounds(List.of("0.1", "0.25", "0.5", "1", "2.5", "5", "10", "30", "60"));

  private static final int PHASE_STEPS = 30;
  private static final String LAST = "+Inf";

  private final List<String> bounds;

  private BucketBounds(List<String> bounds) {
    this.bounds = bounds;
  }

  /** A value of {@code le}: without trailing zeros, as Prometheus' own clients write it. */
  static String le(double seconds) {
    return new BigDecimal(Double.toString(seconds)).stripTrailingZeros().toPlainString();
  }

  /** Events by second in 30 equal steps of the window. */
  static void phase(
      SeriesLabels series, long timeMillis, List<Integer> perSecond, Consumer<Sample> out) {
    double step = perSecond.size() / (double) PHASE_STEPS;
    long below = 0;
    int second = 0;
    for (int i = 1; i <= PHASE_STEPS; i++) {
      double bound = i * step;
      while (second < perSecond.size() && second + 1 <= bound) {
        below += perSecond.get(second);
        second++;
      }
      out.accept(Sample.of(series.with("le", le(bound)), timeMillis, below));
    }
    long all = perSecond.stream().mapToLong(Integer::longValue).sum();
    out.accept(Sample.of(series.with("le", LAST), timeMillis, all));
  }

  /** Counts of each bucket, the last of which has no bound. */
  void cumulate(SeriesLabels series, long timeMillis, List<Long> counts, Consumer<Sample> out) {
    long below = 0;
    for (int i = 0; i < bounds.size(); i++) {
      below += i < counts.size() ? counts.get(i) : 0;
      out.accept(Sample.of(series.with("le", bounds.get(i)), timeMillis, below));
    }
    long all = counts.stream().mapToLong(Long::longValue).sum();
    out.accept(Sample.of(series.with("le", LAST), timeMillis, all));
  }
}
