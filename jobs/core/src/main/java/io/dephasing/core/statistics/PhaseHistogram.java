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

  /** Harmonics that are asked for together. */
  static final int HARMONICS = 20;

  /** By bin, then by harmonic: so that all harmonics are summed up in one stride. */
  private static final double[][] COSINES_OF_BIN = new double[BINS][HARMONICS];

  private static final double[][] SINES_OF_BIN = new double[BINS][HARMONICS];

  static {
    for (int bin = 0; bin < BINS; bin++) {
      for (int m = 1; m <= HARMONICS; m++) {
        COSINES_OF_BIN[bin][m - 1] = COSINES[m * (2 * bin + 1) % HALF_BINS];
        // sin x = cos(x - quarter turn)
        SINES_OF_BIN[bin][m - 1] = COSINES[(m * (2 * bin + 1) + 3 * HALF_BINS / 4) % HALF_BINS];
      }
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
   * Power of the first {@value #HARMONICS} harmonics, {@code |Σ c_b e^{i m θ_b}|²}, θ_b the
   * mid-points.
   */
  static double[] powers(int[] histogram) {
    check(histogram);
    double[] cosines = new double[HARMONICS];
    double[] sines = new double[HARMONICS];
    for (int bin = 0; bin < BINS; bin++) {
      if (histogram[bin] != 0) {
        add(cosines, histogram[bin], COSINES_OF_BIN[bin]);
        add(sines, histogram[bin], SINES_OF_BIN[bin]);
      }
    }
    double[] powers = new double[HARMONICS];
    for (int i = 0; i < HARMONICS; i++) {
      powers[i] = cosines[i] * cosines[i] + sines[i] * sines[i];
    }
    return powers;
  }

  private static void add(double[] sums, double count, double[] factors) {
    for (int i = 0; i < HARMONICS; i++) {
      sums[i] += count * factors[i];
    }
  }

  /** The resultant of the first harmonic. */
  static OrderParameter resultant(int[] histogram) {
    check(histogram);
    double cosines = 0;
    double sines = 0;
    for (int bin = 0; bin < BINS; bin++) {
      cosines += histogram[bin] * COSINES_OF_BIN[bin][0];
      sines += histogram[bin] * SINES_OF_BIN[bin][0];
    }
    return new OrderParameter(Rate.events(histogram), cosines, sines);
  }

  private static void check(int[] histogram) {
    if (histogram.length != BINS) {
      throw new IllegalArgumentException(
          "phase histogram has %d bins, not %d".formatted(histogram.length, BINS));
    }
  }
}
