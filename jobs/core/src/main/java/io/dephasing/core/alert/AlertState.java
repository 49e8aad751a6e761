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
      return new Burning(alertId, burst, Optional.empty());
    }
  }

  /**
   * An alert is out.
   *
   * @param alertId fixed when it fired
   * @param burst what it stands for
   * @param next positions beyond the hold: they wait until this alert is resolved, so that a
   *     re-fire is either the same alert or a new one, never both (METHOD 9.8)
   */
  record Burning(String alertId, Burst burst, Optional<Burst> next) implements AlertState {
    Burning with(Burst grown) {
      return new Burning(alertId, grown, next);
    }

    Burning waitWith(Burst later) {
      return new Burning(alertId, burst, Optional.of(later));
    }

    Burning absorbNext(Burst later) {
      return new Burning(alertId, burst.with(later), Optional.empty());
    }

    Quiet resolve() {
      return new Quiet(burst.lastEndSecond() + 1);
    }
  }
}
