package io.dephasing.dashboards;

import static io.dephasing.dashboards.DebugDashboard.GROUP;
import static io.dephasing.dashboards.Promql.latest;
import static io.dephasing.dashboards.Promql.maxBy;
import static io.dephasing.dashboards.Promql.sumBy;
import static io.dephasing.dashboards.Promql.totals;
import static io.dephasing.dashboards.Selector.baseline;
import static io.dephasing.dashboards.Selector.grouped;
import static io.dephasing.dashboards.Selector.measure;
import static io.dephasing.dashboards.Selector.windowed;

import io.dephasing.core.sli.Measure;
import io.dephasing.export.series.ExportedMetric;
import java.util.List;

/** A row of the debug dashboard: runs, and how good the data is. */
final class DebugRuns {
  private static final String BY_GROUP = "service, group";
  private static final String NO_ENDS = "nothing reports its end";

  private DebugRuns() {}

  static Row runsAndQuality() {
    return new Row(
        50,
        "Runs and quality",
        List.of(
            duration(),
            concurrency(),
            outcomes(),
            failing(),
            unmatched(),
            consistencyWindow(),
            blindSpots(),
            counts(),
            recommendation()));
  }

  private static Panel duration() {
    return Panel.lines(51, "Duration")
        .asks(GROUP + " p50", maxBy(BY_GROUP, measure(Measure.DURATION_P50_SECONDS)))
        .asks(GROUP + " p99", maxBy(BY_GROUP, measure(Measure.DURATION_P99_SECONDS)))
        .asks(GROUP + " p99 baseline", maxBy(BY_GROUP, baseline(Measure.DURATION_P99_SECONDS)))
        .in(Unit.SECONDS)
        .whenEmpty(NO_ENDS)
        .says(
            "How long runs take, of those that ended in the window.",
            "p99 a few times p50, and not above the baseline after dephasing.",
            Seed.F8,
            Seed.M6);
  }

  private static Panel concurrency() {
    return Panel.lines(52, "Concurrency")
        .asks(GROUP + " mean", measure(Measure.CONCURRENCY_MEAN))
        .asks(GROUP + " p95", measure(Measure.CONCURRENCY_P95))
        .asks(GROUP + " baseline", baseline(Measure.CONCURRENCY_MAX))
        .whenEmpty(NO_ENDS)
        .says(
            "Runs at once. The dashed line is the maximum that was usual before.",
            "mean and p95 close together.",
            Seed.M4);
  }

  private static Panel outcomes() {
    return Panel.lines(53, "Outcomes")
        .asks("{{outcome}}", sumBy("outcome", totals(windowed(ExportedMetric.OUTCOME_EVENTS))))
        .whenEmpty(NO_ENDS)
        .says(
            "Ends by how they ended.",
            "success alone. Timeouts at the minutes of a herd are its victims.",
            Seed.F4);
  }

  private static Panel failing() {
    return Panel.lines(54, "Failing although dephased")
        .asks(GROUP + " failing", maxBy(BY_GROUP, measure(Measure.FAILURE_RATIO)))
        .asks(GROUP + " synchronized", maxBy(BY_GROUP, measure(Measure.SYNCHRONIZATION_INDEX)))
        .in(Unit.SHARE)
        .says(
            "Share of failures beside the synchronization index.",
            "both low. Failures high while synchronization is low: dephasing hides another"
                + " cause, it does not cure it.",
            Seed.F4);
  }

  private static Panel unmatched() {
    return Panel.lines(55, "Runs that do not add up")
        .asks("{{group}} ends without start", sumBy("group", measure(Measure.ORPHAN_ENDS)))
        .asks("{{group}} ends overdue", sumBy("group", measure(Measure.EXPIRED_RUNS)))
        .asks("{{group}} inconsistent", sumBy("group", measure(Measure.INCONSISTENT_RUNS)))
        .sized(8, 9)
        .whenEmpty(NO_ENDS)
        .says(
            "Ends that found no start, starts that never ended, and, of a sample of 16 instances,"
                + " runs that overlap on one instance, that come out of order or twice.",
            "0, but for the first minutes after a start of the job. Else concurrency is wrong:"
                + " events are lost, or instances die in mid-run. Inconsistent: two schedulers run"
                + " the same job, or an instance does not wait for its own last run.",
            Seed.F6);
  }

  private static Panel consistencyWindow() {
    return Panel.lines(59, "Consistency window")
        .asks(GROUP, maxBy(BY_GROUP, measure(Measure.CONSISTENCY_WINDOW_SECONDS)))
        .in(Unit.SECONDS)
        .sized(8, 9)
        .whenEmpty("no new version is on its way")
        .says(
            "While a new version is on its way: how long ago its first event was. It ends when 95 %"
                + " of the members have had one.",
            "short, and gone soon. A line that keeps rising: the rollout has stopped half way, and"
                + " two versions run side by side.",
            Seed.F6);
  }

  private static Panel blindSpots() {
    return Panel.lines(56, "Blind spots")
        .asks("{{group}} without offset", measure(Measure.OFFSET_MISSING_RATIO))
        .asks("{{group}} without scheduled time", measure(Measure.SCHEDULE_MISSING_RATIO))
        .asks("{{group}} without end", measure(Measure.END_MISSING_RATIO))
        .asks("{{group}} members seen", measure(Measure.MEMBERS_SEEN_RATIO))
        .asks("{{group}} whole seconds", measure(Measure.WHOLE_SECOND_RATIO))
        .in(Unit.SHARE)
        .sized(8, 9)
        .says(
            "Share of events that do not say their offset or their scheduled time, or whose time"
                + " is rounded to seconds, of runs that never ended, and of the members that the"
                + " last finished cycle saw.",
            "0, and members seen 100 %. Without offset, a wrong one cannot be told from a missing"
                + " one; with whole seconds, everything looks a little synchronized.",
            Seed.F5);
  }

  private static Panel counts() {
    return Panel.lines(57, "Events, instances, members, late events")
        .asks("{{group}} events", sumBy("group", measure(Measure.EVENTS)))
        .asks("{{group}} instances", sumBy("group", measure(Measure.INSTANCES)))
        .asks("{{group}} members", sumBy("group", measure(Measure.MEMBERS)))
        .asks("{{group}} late", sumBy("group", measure(Measure.LATE_EVENTS)))
        .sized(24, 9)
        .says(
            "Events of each window, how many instances they came from, how many instances the"
                + " group is believed to have, and what came too late to be counted.",
            "members as many as you run. Instances far below members: some do not report. Late"
                + " not 0: a producer ships in batches.",
            Seed.F5);
  }

  private static Panel recommendation() {
    return Panel.table(58, "Recommendation and policy", TableDrawing.RECOMMENDATIONS)
        .asks("", latest(grouped(ExportedMetric.RECOMMENDED_SPREAD_SECONDS)))
        .asks("", latest(grouped(ExportedMetric.RECOMMENDED_RATE_PEAK_PER_SECOND)))
        .asks("", latest(grouped(ExportedMetric.RECOMMENDED_DELAY_SECONDS)))
        .asks("", latest(grouped(ExportedMetric.POLICY_INFO)))
        .every("")
        .whenEmpty("no policy and no recommendation yet")
        .says(
            "For each group the policy that judges it and, where it is synchronized, the spread"
                + " window that would cure it, the peak after it and the delay that it costs.",
            "every group under a policy of its own, and no recommendation.",
            Seed.M1,
            Seed.M2);
  }
}
