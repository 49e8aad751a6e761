package io.dephasing.core.statistics;

/**
 * Probability that <em>some</em> position of a sliding window holds k or more points (METHOD 3.2).
 * Continuous positions: whole buckets are a subset of them, so on buckets both are conservative.
 */
public final class ScanStatistic {
  /** Below this share of the sum a term of a pmf's tail cannot change the sum any more. */
  private static final double NEGLIGIBLE = 1e-17;

  private ScanStatistic() {}

  /**
   * n points uniform on a length of which the window is the part r: {@code P(K >= k) = (k/r - n -
   * 1) b(k) + 2 Σ_{i>=k} b(i)}, b the pmf of Bin(n, r), cut to [0, 1] (METHOD 3.2; Wallenstein and
   * Neff 1987, Stat. Med. 6:197). Exact for k above n/2 and r up to 1/2 (Naus 1965); for high
   * probabilities too high by some 5 %. Three log-gammas and a few standard deviations of
   * additions.
   *
   * @param k points in one position of the window
   * @param n points in all, 0 or more
   * @param fraction r, window over length, above 0
   * @return probability, 0 where k > n, else 1 where k is at most 1 or r at least 1 or k at most
   *     (n+1) r: below that the formula is out of its domain
   */
  public static double conditionalProbability(long k, long n, double fraction) {
    if (k > n) {
      return 0;
    }
    if (isCertain(k, n, fraction)) {
      return 1;
    }
    double pmf = Binomial.pmf(k, n, fraction);
    double odds = fraction / (1 - fraction);
    double tail = pmf;
    double term = pmf;
    for (long i = k; i < n && term >= tail * NEGLIGIBLE; i++) {
      term *= (double) (n - i) / (i + 1) * odds;
      tail += term;
    }
    return conditional(k, n, fraction, pmf, tail);
  }

  /** Whether the answer for n points is 1 without a formula; asked after k > n. */
  static boolean isCertain(long k, long n, double fraction) {
    return k <= 1 || fraction >= 1 || k <= (n + 1) * fraction;
  }

  /** The formula itself from b(k) and Σ_{i>=k} b(i); 0 of 0 where both have underflowed. */
  static double conditional(long k, long n, double fraction, double pmf, double tail) {
    return Math.min(1, Math.max(0, (k / fraction - n - 1) * pmf + 2 * tail));
  }

  /**
   * A Poisson stream watched for a time T: {@code P(K >= k) = 1 - F(k-1; λw) exp(-ν(k) (T-w))}, F
   * the distribution function and ν of {@link #poissonRatePerSecond} (METHOD 3.2; Alm 1983; Glaz,
   * Naus and Wallenstein 2001). Within some 2 % by simulation.
   *
   * @param k points in one position of the window, 1 or more
   * @param lambdaPerSecond λ, above 0
   * @param widthSeconds w, above 0
   * @param watchedSeconds T, w or more
   * @return probability; 1 where k is at most λw
   */
  public static double poissonProbability(
      long k, double lambdaPerSecond, double widthSeconds, double watchedSeconds) {
    double mean = lambdaPerSecond * widthSeconds;
    if (k <= mean) {
      return 1;
    }
    double passages =
        poissonRatePerSecond(k, lambdaPerSecond, widthSeconds) * (watchedSeconds - widthSeconds);
    return -Math.expm1(Math.log1p(-Poisson.atLeast(k, mean)) - passages);
  }

  /**
   * How often per second a Poisson stream first reaches k points within w: {@code ν(k) = (1 - λw/k)
   * λ p(k-1; λw)}, p the Poisson pmf (METHOD 3.2; Alm 1983). Times a watched period it is a
   * false-alarm budget.
   *
   * @param k points in one position of the window, 1 or more
   * @param lambdaPerSecond λ, above 0
   * @param widthSeconds w, above 0
   * @return per second; NaN where k is at most λw, outside its domain
   */
  public static double poissonRatePerSecond(long k, double lambdaPerSecond, double widthSeconds) {
    double mean = lambdaPerSecond * widthSeconds;
    return k <= mean ? Double.NaN : (1 - mean / k) * lambdaPerSecond * Poisson.pmf(k - 1, mean);
  }
}
