package io.dephasing.core.rule;

import io.dephasing.core.event.Warmth;
import io.dephasing.core.history.OpenSlice;
import io.dephasing.core.policy.Severity;
import io.dephasing.core.slice.Outcomes;
import io.dephasing.core.slice.Schedules;
import io.dephasing.core.slice.Slice;
import java.util.List;

/** What the rules that judge settled slices have in common. */
final class Tickets {
  private Tickets() {}

  /** A firing whose position is the whole slice, and whose instant is the slice's beginning. */
  static Firing at(
      Flow flow, OpenSlice slice, long size, Severity severity, List<Condition> conditions) {
    return at(flow, slice, slice.firstSecond(), size, severity, conditions);
  }

  /** A firing whose position is the whole slice. */
  static Firing at(
      Flow flow,
      OpenSlice slice,
      long instantSecond,
      long size,
      Severity severity,
      List<Condition> conditions) {
    Evidence evidence =
        new Evidence(
            conditions,
            Histograms.upTo(flow, slice.lastSecond()),
            Histograms.instances(flow, slice.lastSecond()));
    return at(flow, slice, instantSecond, size, severity, evidence);
  }

  /** The same with evidence of its own, and the slice's beginning for its instant. */
  static Firing at(Flow flow, OpenSlice slice, long size, Severity severity, Evidence evidence) {
    return at(flow, slice, slice.firstSecond(), size, severity, evidence);
  }

  private static Firing at(
      Flow flow,
      OpenSlice slice,
      long instantSecond,
      long size,
      Severity severity,
      Evidence evidence) {
    return new Firing(
        slice.lastSecond(),
        Slice.BUCKETS,
        instantSecond,
        (int) size,
        severity,
        evidence,
        flow.settledAtMillis(slice.index()));
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
