package io.dephasing.core.statistics;

/**
 * Change of the peak between two times, from the logarithms of the peaks of blocks (cycles or
 * hours): {@code e^Δ - 1} with Δ the difference of means, and Welch's interval {@code e^{Δ ± t se}
 * - 1}, se² = s1²/n1 + s2²/n2, degrees of freedom by Satterthwaite (METHOD 7.1; Welch 1947). A
 * reduction is minus the change. Coverage of 95 % is 94.4 to 95.6 % at 5 to 20 blocks.
 *
 * @param ratio change, -1 to infinity; NaN below two blocks on a side
 * @param lowRatio lower end of the interval; NaN where the change is
 * @param highRatio upper end of the interval; NaN where the change is
 * @param degreesOfFreedom NaN where the change is or neither side varies
 */
public record PeakChange(double ratio, double lowRatio, double highRatio, double degreesOfFreedom) {
  private static final PeakChange UNDEFINED =
      new PeakChange(Double.NaN, Double.NaN, Double.NaN, Double.NaN);

  /** A variance of logarithms below it is rounding. */
  private static final double ROUNDING_VARIANCE = 1e-10;

  /**
   * From the moments of ln(peak).
   *
   * @param before blocks before the change
   * @param after blocks after it
   * @param alpha 1 - confidence, 0.05 for 95 %
   */
  public static PeakChange of(Moments before, Moments after, double alpha) {
    if (before.n() < 2 || after.n() < 2) {
      return UNDEFINED;
    }
    double delta = after.mean() - before.mean();
    double errorBefore = squaredError(before);
    double errorAfter = squaredError(after);
    double error = errorBefore + errorAfter;
    if (error == 0) {
      double change = Math.expm1(delta);
      return new PeakChange(change, change, change, Double.NaN);
    }
    double freedom =
        error
            * error
            / (errorAfter * errorAfter / (after.n() - 1)
                + errorBefore * errorBefore / (before.n() - 1));
    double margin = StudentT.twoSidedQuantile(alpha, freedom) * Math.sqrt(error);
    return new PeakChange(
        Math.expm1(delta), Math.expm1(delta - margin), Math.expm1(delta + margin), freedom);
  }

  private static double squaredError(Moments moments) {
    double variance = moments.variance();
    return variance < ROUNDING_VARIANCE ? 0 : variance / moments.n();
  }
}
