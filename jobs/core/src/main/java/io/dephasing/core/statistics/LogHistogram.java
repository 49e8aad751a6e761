package io.dephasing.core.statistics;

/**
 * Histogram of delays and durations in ms: each octave in 4 equal sub-bins (METHOD 0). 108 bins
 * reach 2^27 ms, 1.55 days; 0 to 7 ms have a bin each. Adds element by element, so merging is
 * exact.
 */
public final class LogHistogram {
  /** Bins; the last holds everything above as well. */
  public static final int BINS = 108;

  private LogHistogram() {}

  /**
   * The bin of a value: {@code 4 e + s}, e = floor(log2 v), s = floor(4 (v/2^e - 1)); 0 ms has bin
   * 0 and 1 ms bin 1, which e = 0 would leave empty. No logarithm.
   *
   * @param millis negative counts as 0
   */
  public static int bin(long millis) {
    if (millis <= 1) {
      return millis == 1 ? 1 : 0;
    }
    int exponent = Long.SIZE - 1 - Long.numberOfLeadingZeros(millis);
    if (exponent >= BINS / 4) {
      return BINS - 1;
    }
    return 4 * exponent + (int) ((millis << 2 >>> exponent) & 3);
  }

  /** Smallest whole value that is not below a bin, in ms. */
  public static long lowMillis(int bin) {
    return bin < 4 ? Math.min(bin, 2) : (((4L + bin % 4) << (bin / 4)) + 3) >> 2;
  }

  /**
   * Nearest-rank quantile: the value at rank ceil(p n), as {@code 2 low high/(low + high)} of its
   * bin's smallest and largest millisecond. Relative error below 1/9; exact to 7 ms; at most the
   * last bin's for what is above the range.
   *
   * @param counts events by bin
   * @param p 0 to 1
   * @return ms; NaN without events
   */
  public static double quantileMillis(int[] counts, double p) {
    if (counts.length != BINS) {
      throw new IllegalArgumentException(
          "histogram has %d bins, not %d".formatted(counts.length, BINS));
    }
    long n = Rate.events(counts);
    if (n == 0) {
      return Double.NaN;
    }
    long left = NearestRank.rank(n, p);
    int bin = 0;
    while (left > counts[bin]) {
      left -= counts[bin];
      bin++;
    }
    return representativeMillis(bin);
  }

  /** Harmonic mean of a bin's ends: errs by the same ratio at both. */
  private static double representativeMillis(int bin) {
    double low = lowMillis(bin);
    double high = Math.max(low, lowMillis(bin + 1) - 1.0);
    return low == high ? low : 2 * low * high / (low + high);
  }
}
