package io.dephasing.core.statistics;

/**
 * Events by phase in 64 equal bins of a period (METHOD 3.1): harmonics without a sine per event.
 */
public final class PhaseHistogram {
  /** Bins of a period. */
  public static final int BINS = 64;

  /** Half bins of a period: mid-points lie on the odd ones. */
  private static final int HALF_BINS = 2 * BINS;

  private static final double[] COSINES = new double[HALF_BINS];

  static {
    for (int i = 0; i < HALF_BINS; i++) {
      COSINES[i] = Math.cos(Math.PI * i / BINS);
    }
  }

  private PhaseHistogram() {}

  /**
   * The bin of a time: {@code floor(64 (t mod T)/T)}.
   *
   * @param timeMillis t, from any origin
   * @param periodMillis T, above 0
   */
  public static int bin(long timeMillis, long periodMillis) {
    return (int) (Math.floorMod(timeMillis, periodMillis) * (double) BINS / periodMillis);
  }

  /**
   * The histogram of bucket counts, each bucket at its mid-point (METHOD 3.1): what a slice can
   * still say once its events are gone. Add the histograms of several slices bin by bin.
   *
   * @param counts events in buckets of 1 s
   * @param startSeconds start of the first bucket, from any origin
   * @param periodSeconds T, above 0
   */
  public static int[] ofBuckets(int[] counts, long startSeconds, double periodSeconds) {
    int[] histogram = new int[BINS];
    for (int i = 0; i < counts.length; i++) {
      double turns = (startSeconds + i + 0.5) / periodSeconds;
      int bin = (int) ((turns - Math.floor(turns)) * BINS);
      histogram[Math.min(bin, BINS - 1)] += counts[i];
    }
    return histogram;
  }

  /**
   * The resultant of the m-th harmonic, {@code Σ c_b e^{i m θ_b}}, θ_b the mid-points.
   *
   * @param harmonic m, 1 or more
   */
  static OrderParameter resultant(int[] histogram, int harmonic) {
    if (histogram.length != BINS) {
      throw new IllegalArgumentException(
          "phase histogram has %d bins, not %d".formatted(histogram.length, BINS));
    }
    long n = 0;
    double cosines = 0;
    double sines = 0;
    for (int bin = 0; bin < BINS; bin++) {
      int at = harmonic * (2 * bin + 1) % HALF_BINS;
      n += histogram[bin];
      cosines += histogram[bin] * COSINES[at];
      // sin x = cos(x - quarter turn)
      sines += histogram[bin] * COSINES[(at + 3 * HALF_BINS / 4) % HALF_BINS];
    }
    return new OrderParameter(n, cosines, sines);
  }
}
