package io.dephasing.core.statistics;

import java.util.Arrays;

/** Percentiles that are values that occurred: the ceil(p n)-th smallest (METHOD 2.1). */
public final class NearestRank {
  /** So that 0.07 · 100 is the 7th and not, by rounding, the 8th. */
  private static final double ROUNDING = 1e-9;

  private NearestRank() {}

  /**
   * The {@code ceil(p n)}-th smallest value, the smallest at p = 0. O(n log n).
   *
   * @param values in any order, at least one; not changed
   * @param p 0 to 1
   */
  public static long of(long[] values, double p) {
    long[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted[(int) rank(sorted.length, p) - 1];
  }

  /** {@code ceil(p n)}, at least 1. */
  public static long rank(long n, double p) {
    return Math.max(1, (long) Math.ceil(p * n - ROUNDING));
  }
}
