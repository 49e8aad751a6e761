package io.dephasing.core.statistics;

/**
 * Periods of the bank and their sines (METHOD 4): what people write into cron, all divisors of a
 * UTC day, so that phase 0 is the epoch. 60 kB, once.
 */
final class PeriodTable {
  static final int SLICE_SECONDS = 60;

  private static final int[] PERIODS_SECONDS = {
    60, 120, 300, 600, 900, 1200, 1800, 3600, 7200, 10_800, 14_400, 21_600, 28_800, 43_200, 86_400
  };

  /** For each period cos and sin of 2π (i + 1/2)/T, i the bucket of a slice. */
  private static final double[][] BUCKETS = new double[PERIODS_SECONDS.length][];

  /** For each period cos and sin of 2π s/T, s the start of each slice of the period. */
  private static final double[][] STARTS = new double[PERIODS_SECONDS.length][];

  static {
    for (int j = 0; j < PERIODS_SECONDS.length; j++) {
      int period = PERIODS_SECONDS[j];
      BUCKETS[j] = circle(SLICE_SECONDS, 0.5, 1, period);
      STARTS[j] = circle(period / SLICE_SECONDS, 0, SLICE_SECONDS, period);
    }
  }

  private PeriodTable() {}

  private static double[] circle(int points, double first, double step, int period) {
    double[] pairs = new double[2 * points];
    for (int i = 0; i < points; i++) {
      double radians = 2 * Math.PI * (first + i * step) / period;
      pairs[2 * i] = Math.cos(radians);
      pairs[2 * i + 1] = Math.sin(radians);
    }
    return pairs;
  }

  static int entries() {
    return PERIODS_SECONDS.length;
  }

  static int periodSeconds(int entry) {
    return PERIODS_SECONDS[entry];
  }

  /**
   * Σ c_b e^{2πi t_b/T} of a slice, each bucket at its mid-point: [cosine sum, sine sum].
   *
   * @param sliceIndex minutes since the epoch
   * @param counts events in each of 60 buckets of 1 s
   */
  static double[] resultant(int entry, long sliceIndex, int[] counts) {
    double[] buckets = BUCKETS[entry];
    double cosines = 0;
    double sines = 0;
    for (int i = 0; i < SLICE_SECONDS; i++) {
      // Most buckets of most groups are empty: the branch is cheaper than the sums.
      if (counts[i] != 0) {
        cosines += counts[i] * buckets[2 * i];
        sines += counts[i] * buckets[2 * i + 1];
      }
    }
    double[] starts = STARTS[entry];
    int at = 2 * (int) Math.floorMod(sliceIndex, (long) starts.length / 2);
    return new double[] {
      cosines * starts[at] - sines * starts[at + 1], sines * starts[at] + cosines * starts[at + 1]
    };
  }
}
