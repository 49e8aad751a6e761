package io.dephasing.core.statistics;

/**
 * How far event times lie apart (METHOD 1). Shown, never judged: two clumps at the edges have more
 * of it than uniform times.
 */
public final class Spread {
  /** 99 % quantile, one-sided, of the normal distribution. */
  private static final double Z_99 = 2.326;

  private Spread() {}

  /**
   * Standard deviation {@code s = sqrt(Σ(t-mean)²/(n-1))} of event times (METHOD 1.1).
   *
   * @param moments of the times, in ms
   * @return ms, 0 where all share one ms; NaN below two events
   */
  public static double stddevMillis(Moments moments) {
    return Math.sqrt(moments.variance());
  }

  /**
   * {@code s / (L/sqrt 12)}: s over that of uniform times (METHOD 1.2). 1 for uniform, 0 for all in
   * one ms, up to sqrt 3 for two clumps at the edges.
   *
   * @param stddevMillis s, in ms, may be NaN
   * @param lengthMillis L, the window or, for one cycle, the spread, above 0
   */
  public static double ratio(double stddevMillis, double lengthMillis) {
    return stddevMillis / (lengthMillis / Math.sqrt(12));
  }

  /**
   * Lower 99 % bound of the ratio under uniform times, {@code 1 - 2.326 sqrt(0.2/n)} (METHOD 1.2;
   * the variance of s² of a uniform is σ⁴ 0.8/n). To be used from n = 50: at n = 5 the level is 7
   * %.
   *
   * @param n events
   * @return ratio, 0 or more; NaN below two events
   */
  public static double uniformRatioLowerBound(long n) {
    return n < 2 ? Double.NaN : Math.max(0, 1 - Z_99 * Math.sqrt(0.2 / n));
  }
}
