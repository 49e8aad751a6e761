package io.dephasing.core.statistics;

/**
 * What a position is compared with, as of slice m (METHOD 9.1).
 *
 * @param members M, distinct instances, 0 where unknown
 * @param lambdaPerSecond λt, upper bound of the trailing rate, above 0
 * @param spreadSeconds D, above 0
 * @param cadenceSeconds cad, NaN where unknown
 * @param activeMinutesOfADay minutes of a day in which the group acts, 0 where unknown
 */
public record HerdReference(
    long members,
    double lambdaPerSecond,
    double spreadSeconds,
    double cadenceSeconds,
    int activeMinutesOfADay) {
  private static final double DAY_SECONDS = 86_400;
  private static final double MINUTE_SECONDS = 60;

  public HerdReference {
    if (members < 0) {
      throw new IllegalArgumentException("members %d is below 0".formatted(members));
    }
    if (!(lambdaPerSecond > 0)) {
      throw new IllegalArgumentException("lambda %s is not above 0".formatted(lambdaPerSecond));
    }
    if (!(spreadSeconds > 0)) {
      throw new IllegalArgumentException("spread %s s is not above 0".formatted(spreadSeconds));
    }
    if (cadenceSeconds <= 0) {
      throw new IllegalArgumentException("cadence %s s is not above 0".formatted(cadenceSeconds));
    }
  }

  /** What acts for no longer than D in each cycle, or of which nobody knows. */
  public HerdReference(
      long members, double lambdaPerSecond, double spreadSeconds, double cadenceSeconds) {
    this(members, lambdaPerSecond, spreadSeconds, cadenceSeconds, 0);
  }

  /**
   * {@code 30 d / max(D, cad)}: the cycles that chance has in 30 days; cad = D where unknown. Of a
   * batch that acts for half an hour in each cycle, so many stretches of D: 29 more or less, for
   * one minute is what lies on an edge.
   */
  public double cyclesPer30Days() {
    return hasCadence()
        ? ScanThresholds.HORIZON_SECONDS / cadenceSeconds * stretchesOfCycle()
        : ScanThresholds.HORIZON_SECONDS / spreadSeconds;
  }

  private double stretchesOfCycle() {
    double minutes = activeMinutesOfADay * Math.min(1, cadenceSeconds / DAY_SECONDS);
    double stretches = (minutes - 1) * MINUTE_SECONDS / spreadSeconds;
    return Math.min(cadenceSeconds / spreadSeconds, Math.max(1, stretches));
  }

  /**
   * Nc = {@code M + ceil(max(0, λt - M/cad) D)}: the members of a cycle and the background; M/cad =
   * 0 where cad is unknown or at most D.
   *
   * @param members M, no less than the position's own K
   */
  long cycleEvents(long members) {
    double ownRate = hasCadence() ? members / cadenceSeconds : 0;
    return members + HerdNeed.ceil(Math.max(0, lambdaPerSecond - ownRate) * spreadSeconds);
  }

  private boolean hasCadence() {
    return cadenceSeconds > spreadSeconds;
  }
}
