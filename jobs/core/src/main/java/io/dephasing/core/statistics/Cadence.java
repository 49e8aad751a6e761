package io.dephasing.core.statistics;

import java.util.Arrays;

/** How often a group is scheduled, from its scheduled times (METHOD 14.1). */
public final class Cadence {
  /** Distinct scheduled times that are looked at, the newest. */
  public static final int TIMES = 9;

  private static final int MINIMUM_DIFFERENCES = 3;
  private static final double TOLERANCE = 0.1;

  private Cadence() {}

  /**
   * Median of the successive differences of the newest 9 distinct times, if there are 3 differences
   * and their median absolute deviation is at most a tenth of it.
   *
   * @param scheduledMillis scheduled times in any order, repeats allowed; not changed
   * @return seconds, above 0; NaN where unknown
   */
  public static double seconds(long[] scheduledMillis) {
    long[] distinct = Arrays.stream(scheduledMillis).distinct().sorted().toArray();
    int differences = Math.min(TIMES, distinct.length) - 1;
    if (differences < MINIMUM_DIFFERENCES) {
      return Double.NaN;
    }
    double[] gaps = new double[differences];
    for (int i = 0; i < differences; i++) {
      int later = distinct.length - 1 - i;
      gaps[i] = distinct[later] - distinct[later - 1];
    }
    double median = median(gaps);
    double[] deviations = Arrays.stream(gaps).map(gap -> Math.abs(gap - median)).toArray();
    return median(deviations) <= TOLERANCE * median ? median / 1e3 : Double.NaN;
  }

  private static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    int middle = sorted.length / 2;
    boolean isOdd = sorted.length % 2 == 1;
    return isOdd ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }
}
