package io.dephasing.core.statistics;

import org.apache.commons.numbers.gamma.RegularizedBeta;

/** Student's t distribution. */
final class StudentT {
  private StudentT() {}

  /**
   * The t with {@code P(|T| >= t) = α}: the root of {@code I_x(ν/2, 1/2) = α} in x = ν/(ν + t²), by
   * bisection to the last digit: some 60 incomplete beta functions, once per comparison.
   *
   * @param alpha two-sided level, strictly between 0 and 1
   * @param degreesOfFreedom ν, above 0, need not be whole
   */
  static double twoSidedQuantile(double alpha, double degreesOfFreedom) {
    double low = 0;
    double high = 1;
    double x = 0.5;
    while (x > low && x < high) {
      if (RegularizedBeta.value(x, degreesOfFreedom / 2, 0.5) < alpha) {
        low = x;
      } else {
        high = x;
      }
      x = low + (high - low) / 2;
    }
    return Math.sqrt(degreesOfFreedom * (1 - x) / x);
  }
}
