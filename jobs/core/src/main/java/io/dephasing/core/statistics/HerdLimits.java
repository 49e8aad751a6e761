package io.dephasing.core.statistics;

/**
 * What a policy may ask of a herd (METHOD 9.1, 12.5).
 *
 * @param budget false alarms per 30 days and width, above 0
 * @param minimumSize distinct instances, 1 or more
 * @param minimumFraction share of the members, 0 to 1
 * @param minimumRatio times the reference rate, 0 or more
 */
public record HerdLimits(
    double budget, int minimumSize, double minimumFraction, double minimumRatio) {
  /** 0.1 false alarms, 5 instances, a quarter of the members, 3 times the reference. */
  public static final HerdLimits DEFAULT = new HerdLimits(0.1, 5, 0.25, 3);

  public HerdLimits {
    if (!(budget > 0)) {
      throw new IllegalArgumentException("budget %s is not above 0".formatted(budget));
    }
    if (minimumSize < 1) {
      throw new IllegalArgumentException("minimum size %d is below 1".formatted(minimumSize));
    }
    if (!(minimumFraction >= 0 && minimumFraction <= 1)) {
      throw new IllegalArgumentException(
          "minimum fraction %s is outside 0 to 1".formatted(minimumFraction));
    }
    if (!(minimumRatio >= 0)) {
      throw new IllegalArgumentException("minimum ratio %s is below 0".formatted(minimumRatio));
    }
  }
}
