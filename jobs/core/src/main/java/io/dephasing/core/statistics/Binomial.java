package io.dephasing.core.statistics;

import org.apache.commons.numbers.gamma.LogGamma;
import org.apache.commons.numbers.gamma.RegularizedBeta;

/** Binomial(n, p): n independent events that each fall into a part of share p. */
final class Binomial {
  private Binomial() {}

  /**
   * Probability of exactly k of n, {@code C(n,k) p^k (1-p)^(n-k)}, through log-gamma: three calls,
   * so that loops ask once and go on with the ratio of neighbours. Relative error about 1e-16 times
   * {@code n log n}.
   *
   * @param k successes, 0 to n
   * @param n trials, 0 or more
   * @param p probability, strictly between 0 and 1
   */
  static double pmf(long k, long n, double p) {
    double logCombinations =
        LogGamma.value(n + 1.0) - LogGamma.value(k + 1.0) - LogGamma.value(n - k + 1.0);
    return Math.exp(logCombinations + k * Math.log(p) + (n - k) * Math.log1p(-p));
  }

  /**
   * Probability of k or more of n, by the regularized incomplete beta function {@code I_p(k,
   * n-k+1)}.
   *
   * @param k successes: 1 at 0 or fewer, 0 above n
   * @param n trials, 0 or more
   * @param p probability, 0 to 1
   */
  static double atLeast(long k, long n, double p) {
    if (k <= 0) {
      return 1;
    }
    return k > n ? 0 : RegularizedBeta.value(p, (double) k, n - k + 1.0);
  }
}
