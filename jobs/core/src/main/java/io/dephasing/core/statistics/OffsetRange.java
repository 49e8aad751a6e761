package io.dephasing.core.statistics;

/** How much of the spread the offsets use (METHOD 5.1, 5.2). */
public final class OffsetRange {
  private OffsetRange() {}

  /**
   * Share of offsets that are exactly zero: 0.5 or more of 5 and more says that none is applied
   * (METHOD 5.1).
   *
   * @return 0 to 1; NaN without offsets
   */
  public static double zeroRatio(long zeroOffsets, long n) {
    return n == 0 ? Double.NaN : (double) zeroOffsets / n;
  }

  /**
   * {@code (max - min)(n+1)/(n-1)}, in units of D: estimates the used share of the spread (METHOD
   * 5.2).
   *
   * @param least smallest u = offset/D, 0 to 1
   * @param greatest largest u
   * @param n offsets
   * @return ratio, may pass 1 a little; NaN below two
   */
  public static double coverage(double least, double greatest, long n) {
    return n < 2 ? Double.NaN : (greatest - least) * (n + 1) / (n - 1);
  }

  /**
   * {@code P(max u <= x) = x^n} under uniform offsets: exact for every n (METHOD 5.2).
   *
   * @param greatest largest u = offset/D, clipped to 0 to 1
   * @param n offsets
   * @return probability; NaN without offsets
   */
  public static double pValue(double greatest, long n) {
    return n == 0 ? Double.NaN : Math.pow(Math.min(1, greatest), (double) n);
  }

  /**
   * Distinct offsets over those expected of n instances on S slots, {@code E = S (1 - (1 - 1/S)^n)}
   * (METHOD 14.2): below 0.5 everybody drew the same.
   *
   * @param distinct distinct offset values
   * @param n instances
   * @param slots S = D/r, r the resolution of the offsets; 1 or more
   * @return ratio; NaN below two instances or without slots
   */
  public static double distinctRatio(long distinct, long n, double slots) {
    if (n < 2 || !(slots >= 1)) {
      return Double.NaN;
    }
    double expected = slots == 1 ? 1 : -slots * Math.expm1(n * Math.log1p(-1 / slots));
    return distinct / expected;
  }
}
