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
    long[] times = scheduledMillis.clone();
    Arrays.sort(times);
    int distinct = distinct(times);
    int differences = Math.min(TIMES, distinct) - 1;
    if (differences < MINIMUM_DIFFERENCES) {
      return Double.NaN;
    }
    double[] gaps = new double[differences];
    for (int i = 0; i < differences; i++) {
      int later = distinct - 1 - i;
      gaps[i] = times[later] - times[later - 1];
    }
    double median = median(gaps);
    for (int i = 0; i < differences; i++) {
      gaps[i] = Math.abs(gaps[i] - median);
    }
    return median(gaps) <= TOLERANCE * median ? median / 1e3 : Double.NaN;
  }

  /** Moves the distinct values of a sorted array to its front, and says how many they are. */
  private static int distinct(long[] sorted) {
    int distinct = 0;
    for (long value : sorted) {
      if (distinct == 0 || value != sorted[distinct - 1]) {
        sorted[distinct++] = value;
      }
    }
    return distinct;
  }

  /** Sorts them. */
  private static double median(double[] values) {
    Arrays.sort(values);
    int middle = values.length / 2;
    boolean isOdd = values.length % 2 == 1;
    return isOdd ? values[middle] : (values[middle - 1] + values[middle]) / 2;
  }
}
