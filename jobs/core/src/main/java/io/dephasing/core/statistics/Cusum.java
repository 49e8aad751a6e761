package io.dephasing.core.statistics;

/**
 * Cumulative sums of standardized values that pass k, up and down: {@code S+ = max(0, S+ + z - k)},
 * {@code S- = max(0, S- - z - k)} (METHOD 7.3; Page 1954). With k = 0.5 and h = 8 a run without
 * change lasts about 19 000 values one-sided (Siegmund 1985); a shift by 1 sd is found in about 18.
 *
 * @param high S+, 0 or more
 * @param low S-, 0 or more
 */
public record Cusum(double high, double low) {
  /** Nothing summed yet. */
  public static final Cusum ZERO = new Cusum(0, 0);

  /** k, the drift that is allowed, in standard deviations. */
  public static final double ALLOWANCE = 0.5;

  /** h, the sum that is a signal, in standard deviations. */
  public static final double LIMIT = 8;

  /** One herd cannot pass the limit alone. */
  private static final double CUT = 4;

  /** z cut to -4 to 4, as {@link #plus} wants it. */
  public static double cut(double z) {
    return Math.max(-CUT, Math.min(CUT, z));
  }

  /**
   * With one value more; it does not start again after a signal.
   *
   * @param z (value - mean)/sd, cut
   * @param allowance k, 0 or more
   */
  public Cusum plus(double z, double allowance) {
    return new Cusum(Math.max(0, high + z - allowance), Math.max(0, low - z - allowance));
  }

  /**
   * 1 above the limit upwards, -1 downwards, else 0.
   *
   * @param limit h, above 0
   */
  public int signal(double limit) {
    if (high > limit) {
      return 1;
    }
    return low > limit ? -1 : 0;
  }
}
