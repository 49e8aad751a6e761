package io.dephasing.core.simulation;

import java.util.Set;

/** What the reference reading of METHOD covers, and how far its alerts can be compared. */
public final class ReferenceRules {
  private static final Set<String> WITH_END =
      Set.of("herd", "retry-flood", "remediation-storm", "phase-lock", "cross-group");

  /** Rules that look at an hour: the reference says them once, at the first minute. */
  private static final Set<String> WITHOUT_END =
      Set.of(
          "offset-ignored",
          "offset-too-small",
          "over-throttled",
          "cold-start-wave",
          "clock-skew",
          "blind-spot");

  private ReferenceRules() {}

  /** Whether the reference knows the rule at all. */
  public static boolean isCovered(String rule) {
    return WITH_END.contains(rule) || WITHOUT_END.contains(rule);
  }

  /** When an alert ends, as far as the reference can say: its tickets end with the events. */
  public static long end(String rule, long endsAtMillis) {
    return WITH_END.contains(rule) ? endsAtMillis : 0;
  }
}
