package io.dephasing.core.statistics;

/**
 * The shortest spread that keeps a group's peak at its target (METHOD 11), in whole seconds. n
 * members, q running at once at most, d the seconds that one runs.
 */
public final class SpreadWindow {
  /** Exact ties exist: 1 - 1/20 at n = 2, q = 1. */
  private static final double TIE = 1e-12;

  private SpreadWindow() {}

  /**
   * Smallest D with {@code P(max running <= q) >= confidence - 1e-12} for random or hashed offsets,
   * by doubling and bisection: about 40 binomial tails. For d of 1 s by {@link #peakAtMost}, for
   * longer ones by the scan with w = d. Coverage of 0.95 is 0.944 to 0.958.
   *
   * @param members n, 1 or more
   * @param target q, 1 or more
   * @param durationSeconds d, 1 or more
   * @param confidence 0.95 by default, strictly between 0 and 1
   * @return D in seconds; d where n is at most q and no spread is needed
   */
  public static long randomSeconds(
      long members, long target, long durationSeconds, double confidence) {
    check(members, target, durationSeconds);
    if (members <= target) {
      return durationSeconds;
    }
    long tooShort = durationSeconds;
    long enough = Math.max(2 * durationSeconds, rankSeconds(members, target, durationSeconds));
    while (!isEnough(members, target, durationSeconds, enough, confidence)) {
      tooShort = enough;
      enough *= 2;
    }
    while (enough - tooShort > 1) {
      long middle = (tooShort + enough) / 2;
      if (isEnough(members, target, durationSeconds, middle, confidence)) {
        enough = middle;
      } else {
        tooShort = middle;
      }
    }
    return enough;
  }

  /**
   * {@code ceil(n/q) d}: the least possible, for slots by rank, which need a list of the members.
   *
   * @param members n, 1 or more
   * @param target q, 1 or more
   * @param durationSeconds d, 1 or more
   * @return D in seconds; d where n is at most q
   */
  public static long rankSeconds(long members, long target, long durationSeconds) {
    check(members, target, durationSeconds);
    return (members + target - 1) / target * durationSeconds;
  }

  /**
   * {@code P(max of S slots <= q) >= 1 - S P(Bin(n, 1/S) > q)} (Bonferroni; METHOD 11): within
   * 0.001 of exact at 0.95.
   *
   * @param members n, thrown uniformly, 0 or more
   * @param slots S, 1 or more
   * @param most q
   * @return lower bound of the probability, 0 to 1
   */
  public static double peakAtMost(long members, long slots, long most) {
    double above = Binomial.atLeast(Math.max(0, most + 1), members, 1.0 / slots);
    return Math.max(0, 1 - slots * above);
  }

  private static boolean isEnough(
      long members, long target, long duration, long spread, double confidence) {
    if (duration <= 1) {
      return peakAtMost(members, spread, target) >= confidence - TIE;
    }
    double fraction = (double) duration / spread;
    return spread > duration
        && ScanStatistic.conditionalProbability(target + 1, members, fraction)
            <= 1 - confidence + TIE;
  }

  private static void check(long members, long target, long durationSeconds) {
    if (members < 1) {
      throw new IllegalArgumentException("members %d are below 1".formatted(members));
    }
    if (target < 1) {
      throw new IllegalArgumentException("target %d is below 1".formatted(target));
    }
    if (durationSeconds < 1) {
      throw new IllegalArgumentException("duration %d s is below 1 s".formatted(durationSeconds));
    }
  }
}
