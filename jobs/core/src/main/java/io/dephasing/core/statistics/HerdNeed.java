package io.dephasing.core.statistics;

/**
 * How many distinct instances a position of w seconds needs to be a herd: {@code need = max(kA, kC,
 * 5, ceil(0.25 M), ceil(3 max(λt, M/D) w))}, ceil(x) meaning ceil(x - 1e-9), M never less than the
 * position's own K (METHOD 9.1). Effect, significance and size in one number.
 */
public final class HerdNeed {
  /** So that 0.25 · 8 needs 2 and not, by rounding, 3. */
  private static final double ROUNDING = 1e-9;

  private final HerdThresholds thresholds;
  private final HerdLimits limits;

  public HerdNeed(HerdThresholds thresholds, HerdLimits limits) {
    this.thresholds = thresholds;
    this.limits = limits;
  }

  /**
   * The need of one position.
   *
   * @param widthSeconds w, above 0
   * @param distinct K, distinct instances in the position, 0 or more
   * @return distinct instances; above every possible K where kC has no answer
   */
  public long need(int widthSeconds, long distinct, HerdReference reference) {
    return Math.max(
        needWithoutCycle(widthSeconds, distinct, reference),
        cycleNeed(widthSeconds, distinct, reference));
  }

  /**
   * Whether {@code K >= need}; kC, the dear one, is asked only where all else is reached.
   *
   * @param widthSeconds w, above 0
   * @param distinct K, distinct instances in the position, 0 or more
   */
  public boolean isReached(int widthSeconds, long distinct, HerdReference reference) {
    return distinct >= needWithoutCycle(widthSeconds, distinct, reference)
        && distinct >= cycleNeed(widthSeconds, distinct, reference);
  }

  /**
   * What a position has to reach for a herd that is known to last: half of the effect, and all that
   * well-spread runs reach by chance (METHOD 9.4).
   */
  public long needToLast(int widthSeconds, long distinct, HerdReference reference) {
    long chance =
        Math.max(chance(widthSeconds, reference), cycleNeed(widthSeconds, distinct, reference));
    return Math.max(chance, (effect(widthSeconds, distinct, reference) + 1) / 2);
  }

  /** All of need but kC: a lower bound of it, and no log-gamma where kA is remembered. */
  public long needWithoutCycle(int widthSeconds, long distinct, HerdReference reference) {
    long effect = effect(widthSeconds, distinct, reference);
    return Math.max(Math.max(limits.minimumSize(), effect), chance(widthSeconds, reference));
  }

  private long effect(int widthSeconds, long distinct, HerdReference reference) {
    long members = Math.max(reference.members(), distinct);
    double rate = Math.max(reference.lambdaPerSecond(), members / reference.spreadSeconds());
    return Math.max(
        ceil(limits.minimumFraction() * members),
        ceil(limits.minimumRatio() * (rate * widthSeconds)));
  }

  /** kA: what a Poisson stream reaches by chance. */
  private long chance(int widthSeconds, HerdReference reference) {
    return thresholds.poissonThreshold(reference.lambdaPerSecond(), widthSeconds, limits.budget());
  }

  /** kC of the position: what a well jittered cycle of Nc events reaches by chance. */
  long cycleNeed(int widthSeconds, long distinct, HerdReference reference) {
    long members = Math.max(reference.members(), distinct);
    return thresholds.cycleThreshold(
        reference.cycleEvents(members),
        widthSeconds / reference.spreadSeconds(),
        reference.cyclesPer30Days(),
        limits.budget());
  }

  /** kC among the 7 w around a position: what came before, it, and what came after. */
  long surroundingsNeed(long events, HerdReference reference) {
    return thresholds.cycleThreshold(events, 1.0 / 7, reference.cyclesPer30Days(), limits.budget());
  }

  /** kC among a position and the w seconds after it. */
  long halfNeed(long events, HerdReference reference) {
    return thresholds.cycleThreshold(events, 1.0 / 2, reference.cyclesPer30Days(), limits.budget());
  }

  static long ceil(double x) {
    return (long) Math.ceil(x - ROUNDING);
  }
}
