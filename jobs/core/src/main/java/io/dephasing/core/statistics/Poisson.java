package io.dephasing.core.statistics;

import org.apache.commons.numbers.gamma.LogGamma;
import org.apache.commons.numbers.gamma.RegularizedGamma;

/** Poisson(mean): the number of independent rare events. */
final class Poisson {
  private Poisson() {}

  /**
   * Probability of exactly k, {@code mean^k e^-mean / k!}: one log-gamma, so that loops ask once
   * and go on with the ratio of neighbours.
   *
   * @param k events, 0 or more
   * @param mean 0 or more
   */
  static double pmf(long k, double mean) {
    if (k == 0) {
      return Math.exp(-mean);
    }
    return Math.exp(-mean + k * Math.log(mean) - LogGamma.value(k + 1.0));
  }

  /**
   * Probability of k or more, by the regularized incomplete gamma function {@code P(k, mean)}.
   *
   * @param k events: 1 at 0 or fewer
   * @param mean 0 or more
   */
  static double atLeast(long k, double mean) {
    return k <= 0 ? 1 : RegularizedGamma.P.value((double) k, mean);
  }
}
