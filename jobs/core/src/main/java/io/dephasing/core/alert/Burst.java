package io.dephasing.core.alert;

import io.dephasing.core.policy.Severity;
import io.dephasing.core.rule.Firing;

/**
 * Firing positions that belong together.
 *
 * @param first the earliest of them
 * @param lastEndSecond last second of the latest
 * @param activeSecond last second in which half of the evidence was still there
 * @param severity the highest of them
 */
record Burst(Firing first, long lastEndSecond, long activeSecond, Severity severity) {
  static Burst of(Firing firing) {
    return new Burst(firing, firing.endSecond(), firing.endSecond(), firing.severity());
  }

  /**
   * Takes another position in: which one came first does not depend on which one was seen first.
   */
  Burst with(Firing firing) {
    boolean isFirst = !first.isBefore(firing);
    return new Burst(
        isFirst ? firing : first,
        Math.max(lastEndSecond, firing.endSecond()),
        Math.max(activeSecond, firing.endSecond()),
        higher(severity, firing.severity()));
  }

  /** Takes a later burst in, which turned out to be the same alert. */
  Burst with(Burst later) {
    return new Burst(
        first,
        Math.max(lastEndSecond, later.lastEndSecond),
        Math.max(activeSecond, later.activeSecond),
        higher(severity, later.severity));
  }

  Burst activeUntil(long second) {
    return new Burst(first, lastEndSecond, Math.max(activeSecond, second), severity);
  }

  private static Severity higher(Severity a, Severity b) {
    return a.compareTo(b) >= 0 ? a : b;
  }
}
