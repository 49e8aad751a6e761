package io.dephasing.simulation;

/**
 * A rate that rises linearly from its base, stays, and falls as it rose.
 *
 * @param basePerSecond rate before and after, above 0
 * @param factor how many times the base it reaches, at least 1
 * @param startMillis when it begins to rise, ms since the epoch
 * @param rampMillis how long it rises and falls, ms, at least 1
 * @param holdMillis how long it stays, ms
 */
public record FlashCrowd(
    double basePerSecond, double factor, long startMillis, long rampMillis, long holdMillis) {
  public FlashCrowd {
    if (!(basePerSecond > 0) || !(factor >= 1) || rampMillis < 1) {
      throw new IllegalArgumentException(
          "flash crowd of base %s per s (above 0), factor %s (at least 1), ramp %d ms (at least 1)"
              .formatted(basePerSecond, factor, rampMillis));
    }
  }

  /** Rate at a time, events per s. */
  double perSecond(long timeMillis) {
    long since = timeMillis - startMillis;
    long left = 2 * rampMillis + holdMillis - since;
    double share = Math.min(1, (double) Math.min(since, left) / rampMillis);
    return basePerSecond * (1 + (factor - 1) * Math.max(0, share));
  }

  /** The most it reaches, events per s. */
  double mostPerSecond() {
    return basePerSecond * factor;
  }
}
