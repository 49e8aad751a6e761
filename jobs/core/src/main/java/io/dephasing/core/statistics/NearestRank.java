package io.dephasing.core.statistics;

import java.util.Arrays;

/** Percentiles that are values that occurred: the ceil(p n)-th smallest (METHOD 2.1). */
public final class NearestRank {
  /** So that 0.07 · 100 is the 7th and not, by rounding, the 8th. */
  private static final double ROUNDING = 1e-9;

  /** Of 60 seconds, the 95th percentile is the fourth largest. */
  private static final int FEW = 8;

  private NearestRank() {}

  /**
   * The {@code ceil(p n)}-th smallest value, the smallest at p = 0. O(n) where that is one of the
   * largest few, O(n log n) else.
   *
   * @param values in any order, at least one; not changed
   * @param p 0 to 1
   */
  public static long of(long[] values, double p) {
    int rank = (int) rank(values.length, p);
    int fromTop = values.length - rank + 1;
    if (fromTop <= FEW) {
      return largest(values, fromTop);
    }
    long[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted[rank - 1];
  }

  /** The count-th largest: keeps so many in order, and most values are below all of them. */
  private static long largest(long[] values, int count) {
    long[] top = Arrays.copyOf(values, count);
    Arrays.sort(top);
    for (int i = count; i < values.length; i++) {
      if (values[i] > top[0]) {
        int at = 1;
        for (; at < count && top[at] < values[i]; at++) {
          top[at - 1] = top[at];
        }
        top[at - 1] = values[i];
      }
    }
    return top[0];
  }

  /** {@code ceil(p n)}, at least 1. */
  public static long rank(long n, double p) {
    return Math.max(1, (long) Math.ceil(p * n - ROUNDING));
  }
}
