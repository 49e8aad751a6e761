package io.dephasing.export.series;

import io.dephasing.core.event.GroupKey;

/**
 * A transition of an alert.
 *
 * @param group whose
 * @param alertId which
 * @param alertName of its rule, as {@code DephasingHerd}
 * @param severity {@code page} or {@code ticket}
 * @param status what it entered
 * @param decidedAtMillis when
 * @param isAfterDeployment whether it overlaps a rollout
 */
public record AlertChange(
    GroupKey group,
    String alertId,
    String alertName,
    String severity,
    Status status,
    long decidedAtMillis,
    boolean isAfterDeployment)
    implements Exportable {
  /**
   * So long after its last transition an alert goes on; the detection job holds one for 26 h at
   * most without evidence. Whoever still has it has lost its end.
   */
  public static final long LONGEST_MILLIS = 48L * 3_600_000;

  /** Whether its end has not come in time. */
  public boolean isUnended(long nowMillis) {
    return status != Status.RESOLVED && nowMillis - decidedAtMillis > LONGEST_MILLIS;
  }

  /** Where an alert stands; the number is the value of its series. */
  public enum Status {
    /** Over. */
    RESOLVED(0),
    /** It fires. */
    FIRING(1),
    /** It would, but somebody asked for silence. */
    SUPPRESSED(2);

    private final int value;

    Status(int value) {
      this.value = value;
    }

    /** In {@code dephasing_alert_state}. */
    public int value() {
      return value;
    }
  }
}
