package io.dephasing.core.statistics;

/** Rayleigh's test of uniform phases against one clump (METHOD 3.1). */
public final class Rayleigh {
  private Rayleigh() {}

  /**
   * {@code p = exp(sqrt(1 + 4n + 4(n² - (nR)²)) - (1 + 2n))}, at most 1 (Zar 1999, 27.4; Berens
   * 2009). From n = 5 its level at 0.01 is 0.0087 to 0.011. The exponent is written as {@code
   * -4(nR)²/(sqrt(…) + 1 + 2n)}, which does not cancel for large n.
   *
   * @param n phases, or their effective number of METHOD 4, which need not be whole
   * @param length R, 0 to 1
   * @return probability; NaN below two
   */
  public static double pValue(double n, double length) {
    if (!(n >= 2)) {
      return Double.NaN;
    }
    double resultant = n * Math.min(1, length);
    double root = Math.sqrt(1 + 4 * n + 4 * (n - resultant) * (n + resultant));
    return Math.exp(-4 * resultant * resultant / (root + 1 + 2 * n));
  }
}
