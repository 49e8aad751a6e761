package io.dephasing.core.statistics;

/**
 * Interval of a share x of n: {@code (p + z²/2n ± z sqrt(p(1-p)/n + z²/4n²)) / (1 + z²/n)} (Wilson
 * 1927). It never leaves [0, 1] and holds at small n.
 */
public final class Wilson {
  private Wilson() {}

  /**
   * Lower end.
   *
   * @param x successes, 0 to n
   * @param n trials; at 0 the end is 0
   * @param z normal quantile: 1.96 for 95 %, 2.576 for 99 % two-sided
   * @return share, 0 to 1
   */
  public static double lower(long x, long n, double z) {
    return n == 0 ? 0 : Math.max(0, centre(x, n, z) - halfWidth(x, n, z));
  }

  /**
   * Upper end.
   *
   * @param x successes, 0 to n
   * @param n trials; at 0 the end is 1
   * @param z normal quantile: 1.96 for 95 %, 2.576 for 99 % two-sided
   * @return share, 0 to 1
   */
  public static double upper(long x, long n, double z) {
    return n == 0 ? 1 : Math.min(1, centre(x, n, z) + halfWidth(x, n, z));
  }

  private static double centre(long x, long n, double z) {
    return ((double) x / n + z * z / 2 / n) / (1 + z * z / n);
  }

  private static double halfWidth(long x, long n, double z) {
    double share = (double) x / n;
    return z * Math.sqrt(share * (1 - share) / n + z * z / 4 / n / n) / (1 + z * z / n);
  }
}
