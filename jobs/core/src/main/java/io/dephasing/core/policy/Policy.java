package io.dephasing.core.policy;

import java.util.Map;

/**
 * What a group is held to.
 *
 * @param version of the policy; {@code default} before any
 * @param limits limit by measure id, in the measure's unit
 * @param severity of an alert that a limit raises
 * @param expectation what it says of the group's rhythm
 * @param objective share of windows that should comply, above 0 and below 1
 * @param falseAlarmsPer30Days budget of the herd rule for each width, above 0
 * @param timeline whether each window tells what instances did, and not only while an alert is out
 */
public record Policy(
    String version,
    Map<String, Double> limits,
    AlertSeverity severity,
    Expectation expectation,
    double objective,
    double falseAlarmsPer30Days,
    boolean timeline) {
  /** Spread objective where neither policy nor events say more, s. */
  public static final double DEFAULT_SPREAD_SECONDS = 60;

  /** Before anyone writes a policy: no limit, objective 0.99, 0.1 false alarms. */
  public static final Policy DEFAULT =
      new Policy("default", Map.of(), AlertSeverity.TICKET, Expectation.NONE, 0.99, 0.1, false);

  public Policy {
    limits = Map.copyOf(limits);
    if (!(objective > 0 && objective < 1)) {
      throw new IllegalArgumentException(
          "objective %s must be above 0 and below 1".formatted(objective));
    }
    if (!(falseAlarmsPer30Days > 0)) {
      throw new IllegalArgumentException(
          "falseAlarmsPer30Days %s must be above 0".formatted(falseAlarmsPer30Days));
    }
  }

  /** The limit on a measure; NaN where there is none. */
  public double limit(String measureId) {
    return limits.getOrDefault(measureId, Double.NaN);
  }
}
