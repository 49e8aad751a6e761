package io.dephasing.core.statistics;

/** How uneven the counts of equally long buckets are (METHOD 2.2). */
public final class Dispersion {
  private Dispersion() {}

  /**
   * Index of dispersion {@code F = s²/mean} of the counts, s² with B - 1 (METHOD 2.2; Fisher): 1
   * for Poisson arrivals, near 0 for even slots, n when all n events share a bucket. O(B).
   *
   * @param counts events in each of B buckets
   * @return ratio, 0 or more; NaN below two events or two buckets, where it is undefined
   */
  public static double index(int[] counts) {
    long n = Rate.events(counts);
    int buckets = counts.length;
    if (n < 2 || buckets < 2) {
      return Double.NaN;
    }
    double mean = (double) n / buckets;
    double squares = 0;
    for (int count : counts) {
      squares += (count - mean) * (count - mean);
    }
    return squares / (buckets - 1) / mean;
  }

  /**
   * {@code z = (X² - (B-1)) / sqrt(2 (B-1)(1 - 1/n))}, X² = (B-1) F: standard deviations from
   * chance (METHOD 2.2; Haldane 1939).
   *
   * @param index F, may be NaN
   * @param n events
   * @param buckets B
   * @return standard normal for large n; NaN where F is
   */
  public static double z(double index, long n, int buckets) {
    double freedom = buckets - 1.0;
    return (freedom * index - freedom) / Math.sqrt(2 * freedom * (1 - 1.0 / n));
  }

  /**
   * {@code P(chi²(B-1) >= (B-1) F)} (METHOD 2.2; Cochran 1954, Biometrics 10:417).
   *
   * @param index F, may be NaN
   * @param n events
   * @param buckets B
   * @return probability; NaN where F is and below 2 B events, where the level is 4 times too high
   */
  public static double pValue(double index, long n, int buckets) {
    if (Double.isNaN(index) || n < 2L * buckets) {
      return Double.NaN;
    }
    return ChiSquared.atLeast((buckets - 1) * index, buckets - 1);
  }
}
