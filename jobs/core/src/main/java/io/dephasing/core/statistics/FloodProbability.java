package io.dephasing.core.statistics;

import org.apache.commons.numbers.gamma.RegularizedBeta;

/** Whether so many retries come by chance (METHOD 6.3). */
public final class FloodProbability {
  /**
   * Below this dispersion the negative binomial's r has lost its digits, and it is Poisson anyway.
   */
  private static final double POISSON_DISPERSION = 1.0001;

  private FloodProbability() {}

  /**
   * {@code P(X >= x)} of a negative binomial with mean μ and variance φμ, {@code r = μ/(φ-1)},
   * success 1/φ; Poisson at φ up to 1 (METHOD 6.3). By the incomplete beta and gamma functions.
   *
   * @param count x, events counted: 1 at 0 or fewer
   * @param mean μ, events expected in the same time; 0 expects none
   * @param dispersion φ, variance over mean; below 1 counts as 1
   */
  public static double atLeast(long count, double mean, double dispersion) {
    if (count <= 0) {
      return 1;
    }
    if (mean <= 0) {
      return 0;
    }
    if (dispersion <= POISSON_DISPERSION) {
      return Poisson.atLeast(count, mean);
    }
    return RegularizedBeta.value(1 - 1 / dispersion, (double) count, mean / (dispersion - 1));
  }
}
