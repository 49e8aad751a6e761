package io.dephasing.core.statistics;

/**
 * Tests of offsets against uniform ones, from 32 bins of u = offset/D (METHOD 5.2). Even slots are
 * more uniform than random: all say p near 1, which is good.
 */
public final class OffsetUniformity {
  /** Bins of a histogram of offsets. */
  public static final int BINS = 32;

  private static final int MINIMUM_BINS = 4;
  private static final int EVENTS_PER_BIN = 5;

  /** Below this λ the series needs more terms than there are and p is 1 to all digits shown. */
  private static final double CERTAIN_LAMBDA = 0.2;

  private static final double CERTAIN_WATSON = 0.005;

  private OffsetUniformity() {}

  /**
   * Kolmogorov-Smirnov distance on bin edges, {@code D_b = max_i |F_n(i/32) - i/32|} (METHOD 5.2).
   *
   * @param histogram offsets by floor(32 u)
   * @return 0 to 31/32; NaN without offsets
   */
  public static double kolmogorovSmirnov(int[] histogram) {
    long n = events(histogram);
    if (n == 0) {
      return Double.NaN;
    }
    double distance = 0;
    long below = 0;
    for (int i = 0; i < BINS; i++) {
      below += histogram[i];
      distance = Math.max(distance, Math.abs((double) below / n - (i + 1.0) / BINS));
    }
    return distance;
  }

  /**
   * {@code p = 2 Σ (-1)^{k-1} e^{-2k²λ²}}, λ = (sqrt n + 0.12 + 0.11/sqrt n) D_b (METHOD 5.2;
   * Stephens 1970): conservative when binned, level 0.005 to 0.007 at 0.01.
   *
   * @param distance D_b, may be NaN
   * @param n offsets
   * @return probability; NaN without offsets
   */
  public static double kolmogorovSmirnovPValue(double distance, long n) {
    if (Double.isNaN(distance)) {
      return Double.NaN;
    }
    double root = Math.sqrt((double) n);
    double lambda = (root + 0.12 + 0.11 / root) * distance;
    return lambda < CERTAIN_LAMBDA ? 1 : alternatingSeries(2 * lambda * lambda);
  }

  /**
   * Pearson's X² of the bins, halved in number until each expects 5 offsets (METHOD 5.2).
   *
   * @param histogram offsets by floor(32 u)
   * @return X², 0 or more; NaN below 20 offsets
   */
  public static double chiSquared(int[] histogram) {
    long n = events(histogram);
    int bins = chiSquaredBins(n);
    if (bins == 0) {
      return Double.NaN;
    }
    int width = BINS / bins;
    double expected = (double) n / bins;
    double sum = 0;
    for (int i = 0; i < BINS; i += width) {
      long count = 0;
      for (int j = i; j < i + width; j++) {
        count += histogram[j];
      }
      sum += (count - expected) * (count - expected) / expected;
    }
    return sum;
  }

  /** 32, 16, 8 or 4 bins: as many as expect 5 offsets each; 0 below 20 offsets. */
  public static int chiSquaredBins(long n) {
    int bins = BINS;
    while (bins > MINIMUM_BINS && n < (long) EVENTS_PER_BIN * bins) {
      bins /= 2;
    }
    return n < (long) EVENTS_PER_BIN * bins ? 0 : bins;
  }

  /** p of {@link #chiSquared} for n offsets; NaN below 20. */
  public static double chiSquaredPValue(double chiSquared, long n) {
    return Double.isNaN(chiSquared)
        ? Double.NaN
        : ChiSquared.atLeast(chiSquared, chiSquaredBins(n) - 1);
  }

  /**
   * Watson's rotation-free {@code U² = Σ(u_(i) - (2i-1)/2n)² - n(ū - 1/2)² + 1/12n} (METHOD 5.2;
   * Watson 1961), for windows that wrap.
   *
   * @param sorted u = offset/D ascending, each in [0, 1)
   * @return 0 or more; NaN without offsets
   */
  public static double watson(double[] sorted) {
    int n = sorted.length;
    if (n == 0) {
      return Double.NaN;
    }
    double squares = 0;
    double sum = 0;
    for (int i = 0; i < n; i++) {
      double deviation = sorted[i] - (2 * i + 1.0) / (2.0 * n);
      squares += deviation * deviation;
      sum += sorted[i];
    }
    double fromMiddle = sum / n - 0.5;
    return squares - n * fromMiddle * fromMiddle + 1 / (12.0 * n);
  }

  /**
   * {@code p = 2 Σ (-1)^{k-1} e^{-2k²π²U*}}, U* = (U² - 0.1/n + 0.1/n²)(1 + 0.8/n) (METHOD 5.2;
   * Stephens 1970): level 0.0084 to 0.011 at 0.01.
   *
   * @param watson U², may be NaN
   * @param n offsets
   * @return probability, 1 where U* is at most 0.005; NaN without offsets
   */
  public static double watsonPValue(double watson, long n) {
    if (Double.isNaN(watson)) {
      return Double.NaN;
    }
    double modified = (watson - 0.1 / n + 0.1 / n / n) * (1 + 0.8 / n);
    return modified <= CERTAIN_WATSON ? 1 : alternatingSeries(2 * Math.PI * Math.PI * modified);
  }

  /** 2 Σ (-1)^{k-1} e^{-k² x}, cut to 0 to 1. */
  private static double alternatingSeries(double x) {
    double sum = 0;
    double term = 1;
    int sign = 1;
    for (int k = 1; term > 1e-18 && k <= 100; k++) {
      term = Math.exp(-x * k * k);
      sum += sign * term;
      sign = -sign;
    }
    return Math.min(1, Math.max(0, 2 * sum));
  }

  private static long events(int[] histogram) {
    if (histogram.length != BINS) {
      throw new IllegalArgumentException(
          "offset histogram has %d bins, not %d".formatted(histogram.length, BINS));
    }
    return Rate.events(histogram);
  }
}
