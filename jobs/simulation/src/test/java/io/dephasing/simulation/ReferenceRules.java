package io.dephasing.simulation;

import java.util.Collection;
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
          "late-events",
          "blind-spot");

  /**
   * What rules that the reference knows also look at, and the reference does not: durations since a
   * change that it is not told of, and draws that are equal.
   */
  private static final Set<String> UNKNOWN_MEASURES =
      Set.of("duration_p99_seconds", "offset_distinct_ratio");

  private ReferenceRules() {}

  /**
   * Whether the reference could have said it.
   *
   * @param measures that the alert's evidence names
   */
  public static boolean isCovered(String rule, Collection<String> measures) {
    boolean isKnown = WITH_END.contains(rule) || WITHOUT_END.contains(rule);
    return isKnown && measures.stream().noneMatch(UNKNOWN_MEASURES::contains);
  }

  /** When an alert ends, as far as the reference can say: its tickets end with the events. */
  public static long end(String rule, long endsAtMillis) {
    return WITH_END.contains(rule) ? endsAtMillis : 0;
  }
}
