package io.dephasing.core.alert;

import java.util.Optional;

/** Where one rule stands with one group. A transition is a method of the state that allows it. */
sealed interface AlertState {
  /**
   * Nothing fires.
   *
   * @param previousEndSecond when the previous alert ended; {@link #NEVER} before the first
   */
  record Quiet(long previousEndSecond) implements AlertState {
    static final long NEVER = Long.MIN_VALUE;

    Burning fire(String fingerprint, Burst burst) {
      String alertId =
          previousEndSecond == NEVER
              ? Fingerprint.alertIdAt(fingerprint, burst.first().instantSecond())
              : Fingerprint.alertIdAfter(fingerprint, previousEndSecond);
      return new Burning(alertId, burst, Optional.empty(), 0);
    }
  }

  /**
   * An alert is out.
   *
   * @param alertId fixed when it fired
   * @param burst what it stands for
   * @param next positions beyond the hold: they wait until this alert is resolved, so that a
   *     re-fire is either the same alert or a new one, never both (METHOD 9.8)
   * @param told how many records have told of it: the revision of the next one
   */
  record Burning(String alertId, Burst burst, Optional<Burst> next, int told)
      implements AlertState {
    Burning with(Burst grown) {
      return new Burning(alertId, grown, next, told);
    }

    Burning waitWith(Burst later) {
      return new Burning(alertId, burst, Optional.of(later), told);
    }

    Burning absorbNext(Burst later) {
      return new Burning(alertId, burst.with(later), Optional.empty(), told);
    }

    Burning toldOnceMore() {
      return new Burning(alertId, burst, next, told + 1);
    }

    Quiet resolve() {
      return new Quiet(burst.lastEndSecond() + 1);
    }
  }
}
