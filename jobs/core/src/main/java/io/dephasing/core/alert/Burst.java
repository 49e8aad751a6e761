package io.dephasing.core.alert;

import io.dephasing.core.policy.AlertSeverity;
import io.dephasing.core.rule.Firing;

/**
 * Firing positions that belong together.
 *
 * @param first the earliest of them
 * @param largest the one that counts most, by severity, then size, the earliest on ties: what is
 *     told of the whole
 * @param lastEndSecond last second of the latest
 * @param activeSecond last second in which enough of the evidence was still there
 * @param severity the highest of them
 * @param stretches how often they came
 */
record Burst(
    Firing first,
    Firing largest,
    long lastEndSecond,
    long activeSecond,
    AlertSeverity severity,
    Stretches stretches) {
  static Burst of(Firing firing) {
    return new Burst(
        firing,
        firing,
        firing.endSecond(),
        firing.endSecond(),
        firing.severity(),
        Stretches.of(firing.endSecond()));
  }

  /**
   * Takes another position in: which one came first does not depend on which one was seen first.
   */
  Burst with(Firing firing) {
    boolean isFirst = !first.isBefore(firing);
    return new Burst(
        isFirst ? firing : first,
        larger(largest, firing),
        Math.max(lastEndSecond, firing.endSecond()),
        Math.max(activeSecond, firing.endSecond()),
        higher(severity, firing.severity()),
        stretches.with(firing.endSecond()));
  }

  /** Takes a later burst in, which turned out to be the same alert. */
  Burst with(Burst later) {
    return new Burst(
        first,
        larger(largest, later.largest),
        Math.max(lastEndSecond, later.lastEndSecond),
        Math.max(activeSecond, later.activeSecond),
        higher(severity, later.severity),
        stretches.with(later.stretches));
  }

  Burst activeUntil(long second) {
    return new Burst(
        first, largest, lastEndSecond, Math.max(activeSecond, second), severity, stretches);
  }

  /** The same position is judged again with more of its events: then the later word counts. */
  private static Firing larger(Firing known, Firing other) {
    if (known.severity() != other.severity()) {
      return known.severity().compareTo(other.severity()) > 0 ? known : other;
    }
    if (known.size() != other.size()) {
      return known.size() > other.size() ? known : other;
    }
    return known.isBefore(other) ? known : other;
  }

  private static AlertSeverity higher(AlertSeverity a, AlertSeverity b) {
    return a.compareTo(b) >= 0 ? a : b;
  }
}
