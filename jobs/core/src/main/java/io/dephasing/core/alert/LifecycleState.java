package io.dephasing.core.alert;

import io.dephasing.core.policy.AlertSeverity;
import java.util.Optional;

/** Where one rule stands with one group. A transition is a method of the state that allows it. */
sealed interface LifecycleState {
  /**
   * Nothing fires.
   *
   * @param previousEndSecond when the previous alert ended; {@link #NEVER} before the first
   */
  record Quiet(long previousEndSecond) implements LifecycleState {
    static final long NEVER = Long.MIN_VALUE;

    Burning fire(String fingerprint, Burst burst) {
      String alertId =
          previousEndSecond == NEVER
              ? Fingerprint.alertIdAt(fingerprint, burst.first().instantSecond())
              : Fingerprint.alertIdAfter(fingerprint, previousEndSecond);
      return new Burning(alertId, burst, Optional.empty(), Told.NOTHING);
    }
  }

  /**
   * An alert is out.
   *
   * @param alertId fixed when it fired
   * @param burst what it stands for
   * @param next positions beyond the hold: they wait until this alert is resolved, so that a
   *     re-fire is either the same alert or a new one, never both (METHOD 9.8)
   * @param told what records have told of it
   */
  record Burning(String alertId, Burst burst, Optional<Burst> next, Told told)
      implements LifecycleState {
    Burning with(Burst grown) {
      return new Burning(alertId, grown, next, told);
    }

    Burning waitWith(Burst later) {
      return new Burning(alertId, burst, Optional.of(later), told);
    }

    Burning absorbNext(Burst later) {
      return new Burning(alertId, burst.with(later), Optional.empty(), told);
    }

    Burning toldAt(long atMillis) {
      Told more = new Told(told.records() + 1, burst.largest().size(), burst.severity(), atMillis);
      return new Burning(alertId, burst, next, more);
    }

    Quiet resolve(long endSecond) {
      return new Quiet(endSecond);
    }
  }

  /**
   * What records have told of an alert.
   *
   * @param records how many: the revision of the next one
   * @param size the largest that they told of
   * @param severity the highest that they told of
   * @param atMillis when the latest was decided, ms since the epoch
   */
  record Told(int records, int size, AlertSeverity severity, long atMillis) {
    static final Told NOTHING = new Told(0, 0, AlertSeverity.TICKET, Long.MIN_VALUE);

    private static final long APART_MILLIS = 60_000;
    private static final int GROWTH = 2;

    /** Whether so much has changed since that it is told once more. */
    boolean isOutgrownBy(Burst burst) {
      return burst.severity().compareTo(severity) > 0
          || burst.largest().size() >= (long) GROWTH * Math.max(1, size);
    }

    /** From when on it may be told once more, ms. */
    long againAtMillis() {
      return atMillis + APART_MILLIS;
    }
  }
}
