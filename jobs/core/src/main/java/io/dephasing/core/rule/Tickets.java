package io.dephasing.core.rule;

import io.dephasing.core.event.Warmth;
import io.dephasing.core.history.OpenSlice;
import io.dephasing.core.policy.AlertSeverity;
import io.dephasing.core.slice.Outcomes;
import io.dephasing.core.slice.Schedules;
import io.dephasing.core.slice.Slice;
import java.util.List;

/** What the rules that judge settled slices have in common. */
final class Tickets {
  private Tickets() {}

  /** A firing whose position is the whole slice, and whose instant is the slice's beginning. */
  static Firing at(
      RuleContext context,
      OpenSlice slice,
      long size,
      AlertSeverity severity,
      List<MetCondition> conditions) {
    return at(context, slice, slice.firstSecond(), size, severity, conditions);
  }

  /** A firing whose position is the whole slice. */
  static Firing at(
      RuleContext context,
      OpenSlice slice,
      long instantSecond,
      long size,
      AlertSeverity severity,
      List<MetCondition> conditions) {
    AlertEvidence evidence =
        new AlertEvidence(
            conditions,
            Histograms.upTo(context, slice.lastSecond()),
            Histograms.instances(context, slice.lastSecond()));
    return at(context, slice, instantSecond, size, severity, evidence);
  }

  /** The same with evidence of its own, and the slice's beginning for its instant. */
  static Firing at(
      RuleContext context,
      OpenSlice slice,
      long size,
      AlertSeverity severity,
      AlertEvidence evidence) {
    return at(context, slice, slice.firstSecond(), size, severity, evidence);
  }

  private static Firing at(
      RuleContext context,
      OpenSlice slice,
      long instantSecond,
      long size,
      AlertSeverity severity,
      AlertEvidence evidence) {
    return new Firing(
        slice.lastSecond(),
        Slice.BUCKETS,
        instantSecond,
        (int) size,
        severity,
        evidence,
        context.settledAtMillis(slice.index()));
  }

  /** Whether some start of the slice says more than that it happened. */
  static boolean hasDetails(Slice slice) {
    Schedules schedules = slice.schedules();
    Outcomes outcomes = slice.outcomes();
    return schedules.withOffset() > 0
        || schedules.withoutScheduledTime() < slice.tally().starts()
        || schedules.largestSpreadMillis() > 0
        || slice.offsets().critical() > 0
        || outcomes.begun(Warmth.COLD) + outcomes.begun(Warmth.WARM) > 0;
  }
}
