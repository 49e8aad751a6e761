package io.dephasing.core.statistics;

/**
 * The smallest counts that chance reaches at most so often in 30 days (METHOD 9.1 and 6.2), by
 * search from the mean upwards: one log-gamma, then the ratio of neighbouring terms. {@link
 * HerdThresholds} remembers them.
 */
public final class ScanThresholds {
  /** The 30 days of a false-alarm budget, in seconds. */
  public static final double HORIZON_SECONDS = 2_592_000;

  /** e^-120: below it no number of cycles brings a probability back above a budget. */
  private static final double NEVER = 1e-52;

  private ScanThresholds() {}

  /**
   * kA: smallest {@code k >= λw + 1}, at least 2, with {@code ν(k; λ, w) · 30 d <= budget}, ν Alm's
   * rate (METHOD 3.2, 9.1): what a Poisson stream of the reference rate reaches. O(sqrt(λw)) steps.
   *
   * @param lambdaPerSecond λ, above 0
   * @param widthSeconds w, above 0
   * @param budget false alarms per 30 days, above 0
   */
  public static long poisson(double lambdaPerSecond, double widthSeconds, double budget) {
    double mean = lambdaPerSecond * widthSeconds;
    double allowed = budget / (lambdaPerSecond * HORIZON_SECONDS);
    long k = Math.max(2, (long) Math.ceil(mean) + 1);
    double pmf = Poisson.pmf(k - 1, mean);
    while ((1 - mean / k) * pmf > allowed) {
      pmf *= mean / k;
      k++;
    }
    return k;
  }

  /**
   * kC: smallest {@code k >= floor(n r) + 2} with {@code cycles · P(K >= k) <= budget}, P
   * Wallenstein and Neff's for n points and the window's part r (METHOD 3.2, 9.1): what well
   * jittered cycles reach. The tail is summed from its far end, where the terms are small. O(sqrt(n
   * r)) steps.
   *
   * @param n points of a cycle, 0 or more
   * @param fraction r, window over spread, above 0
   * @param cyclesPer30Days cycles in 30 days, above 0
   * @param budget false alarms per 30 days, above 0
   * @return threshold; n + 1, which is never reached, where none fits or r is 1 or more
   */
  public static long cycle(long n, double fraction, double cyclesPer30Days, double budget) {
    long first = Math.max(2, (long) Math.floor(n * fraction) + 2);
    if (fraction >= 1 || first > n) {
      return n + 1;
    }
    double odds = fraction / (1 - fraction);
    double pmf = Binomial.pmf(first, n, fraction);
    long k = first;
    while (k < n && pmf > NEVER) {
      pmf *= (double) (n - k) / (k + 1) * odds;
      k++;
    }
    long threshold = n + 1;
    double tail = 0;
    for (; k >= first; k--) {
      tail += pmf;
      double probability =
          ScanStatistic.isCertain(k, n, fraction)
              ? 1
              : ScanStatistic.conditional(k, n, fraction, pmf, tail);
      if (cyclesPer30Days * probability > budget) {
        break;
      }
      threshold = k;
      pmf *= k / ((n - k + 1) * odds);
    }
    return threshold;
  }

  /**
   * kR: smallest {@code k > a} with {@code λ · Poisson(k-1; a) · 30 d <= budget}: how often
   * independent runs reach k in flight, whatever their durations (METHOD 6.2; M/G/∞).
   *
   * @param lambdaPerSecond λ, starts per second, above 0
   * @param meanInFlight a = λ times the mean duration, 0 or more
   * @param budget false alarms per 30 days, above 0
   */
  public static long inFlight(double lambdaPerSecond, double meanInFlight, double budget) {
    double allowed = budget / (lambdaPerSecond * HORIZON_SECONDS);
    long k = Math.max(1, (long) Math.floor(meanInFlight) + 1);
    double pmf = Poisson.pmf(k - 1, meanInFlight);
    while (pmf > allowed) {
      pmf *= meanInFlight / k;
      k++;
    }
    return k;
  }
}
