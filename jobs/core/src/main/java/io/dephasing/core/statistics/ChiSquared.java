package io.dephasing.core.statistics;

import org.apache.commons.numbers.gamma.RegularizedGamma;

/** The chi-squared distribution. */
final class ChiSquared {
  private ChiSquared() {}

  /**
   * {@code P(X >= x) = Q(df/2, x/2)}, Q the regularized incomplete gamma function.
   *
   * @param x 0 or more
   * @param degreesOfFreedom 1 or more
   */
  static double atLeast(double x, int degreesOfFreedom) {
    return RegularizedGamma.Q.value(degreesOfFreedom / 2.0, x / 2);
  }
}
