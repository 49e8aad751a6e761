package io.dephasing.dashboards;

import static io.dephasing.dashboards.DebugDashboard.GROUP;
import static io.dephasing.dashboards.Promql.decades;
import static io.dephasing.dashboards.Promql.maxBy;
import static io.dephasing.dashboards.Promql.strictest;
import static io.dephasing.dashboards.Promql.sumBy;
import static io.dephasing.dashboards.Promql.totals;
import static io.dephasing.dashboards.Selector.baseline;
import static io.dephasing.dashboards.Selector.limit;
import static io.dephasing.dashboards.Selector.measure;
import static io.dephasing.dashboards.Selector.windowed;

import io.dephasing.core.sli.Measure;
import io.dephasing.export.series.ExportedMetric;
import java.util.List;

/** Rows of the debug dashboard: who started when, did dephasing work. */
final class DebugStarts {
  private static final String BY_GROUP = "service, group";
  private static final String NO_OFFSETS = "no event says its scheduled time and its offset";

  private DebugStarts() {}

  static Row whoStartedWhen() {
    return new Row(10, "Who started when", List.of(instances(), phases(), startDelay()));
  }

  static Row didDephasingWork() {
    return new Row(
        20,
        "Did dephasing work",
        List.of(
            spread(),
            spreadSeconds(),
            offsets(),
            unevenOffsets(),
            offsetError(),
            clockSkew(),
            clocksAhead()));
  }

  private static Panel instances() {
    return Panel.states(11, "Starts by instance", StateDrawing.INSTANCES)
        .asks("{{member}}", maxBy("member", Selector.instances(ExportedMetric.INSTANCE_STATE)))
        .every("1s")
        .sized(24, 10)
        .whenEmpty("only of groups with a firing alert")
        .says(
            "A row for each of at most 50 instances, with a step of one second in a short time"
                + " range: blue waits for its offset, green runs, red failed. Only groups with a"
                + " firing alert have it.",
            "a staircase: each row begins at another time. A green wall is a herd; blue of the"
                + " same length everywhere is the same offset for everybody; no blue at all means"
                + " that no offset was applied.",
            Seed.F1,
            Seed.F2);
  }

  private static Panel phases() {
    return Panel.heatmap(12, "When in the window events happen")
        .asks("{{le}}", sumBy("le", totals(windowed(ExportedMetric.PHASE_SECONDS_BUCKET))))
        .says(
            "Each column is a window, its height the seconds of the minute, its brightness the"
                + " events there.",
            "an even haze. A bright band is a herd at that second of every minute.",
            Seed.M1);
  }

  private static Panel startDelay() {
    Measure p99 = Measure.START_DELAY_P99_SECONDS;
    return Panel.lines(13, "Start delay")
        .asks(GROUP + " p50", maxBy(BY_GROUP, measure(Measure.START_DELAY_P50_SECONDS)))
        .asksWithExemplars(GROUP + " p99", maxBy(BY_GROUP, measure(p99)))
        .asks(
            GROUP + " critical p99",
            maxBy(BY_GROUP, measure(Measure.CRITICAL_START_DELAY_P99_SECONDS)))
        .asks(GROUP + " p99 baseline", maxBy(BY_GROUP, baseline(p99)))
        .asks("p99 limit", strictest(limit(p99)))
        .in(Unit.SECONDS)
        .whenEmpty("no event says its scheduled time")
        .says(
            "Start less scheduled time, the offset included: the price of dephasing. A point is"
                + " an event with a trace; a click on a line searches the group's traces.",
            "p99 near the spread window, critical starts far below it. Near 0: no offset is"
                + " applied. Far above: too much delay, or starts that queue.",
            Seed.F8)
        .leadsTo(Link.toTraces());
  }

  private static Panel spread() {
    return Panel.lines(21, "Spread")
        .asks(GROUP, measure(Measure.SPREAD_RATIO))
        .says(
            "Standard deviation of the event times against that of perfectly even ones.",
            "near 1. Near 0: everybody at the same second. Above 1: two herds at the ends of the"
                + " window.",
            Seed.M1);
  }

  private static Panel spreadSeconds() {
    return Panel.lines(22, "Spread in seconds, against baseline")
        .asks(GROUP, measure(Measure.SPREAD_STDDEV_SECONDS))
        .asks(GROUP + " baseline", baseline(Measure.SPREAD_STDDEV_SECONDS))
        .in(Unit.SECONDS)
        .says(
            "Standard deviation of the event times in a window.",
            "about 17 s in a window of a minute, and above the baseline: more is better.",
            Seed.M1);
  }

  private static Panel offsets() {
    return Panel.lines(23, "Offsets applied")
        .asks(GROUP + " slope", measure(Measure.OFFSET_SLOPE))
        .asks(GROUP + " coverage", measure(Measure.OFFSET_COVERAGE_RATIO))
        .asks(GROUP + " distinct", measure(Measure.OFFSET_DISTINCT_RATIO))
        .asks(GROUP + " zero", measure(Measure.OFFSET_ZERO_RATIO))
        .in(Unit.SHARE)
        .whenEmpty(NO_OFFSETS)
        .says(
            "How much of the offset the starts follow (slope), how much of the spread window the"
                + " offsets use, how many are distinct of those to be expected, and how many are"
                + " exactly 0. The first three are those of the cycles that were over in the hour"
                + " before.",
            "slope, coverage and distinct near 100 %, zero near 0. Slope 0: computed and not"
                + " applied. Coverage below a half: too small. Distinct near 0: all drew the same.",
            Seed.F2);
  }

  private static Panel unevenOffsets() {
    return Panel.lines(25, "Offsets outside or uneven")
        .asks(GROUP + " outside", measure(Measure.OFFSET_OUTSIDE_EVENTS))
        .asks(GROUP + " uneven", decades(measure(Measure.OFFSET_UNIFORMITY_P_VALUE)))
        .whenEmpty(NO_OFFSETS)
        .says(
            "Offsets beyond the spread window that was configured with them, and how hard it is to"
                + " explain by chance that they are uneven: 3 is one in a thousand.",
            "0 outside, below 2 for uneven. Outside: somebody configures another range than they"
                + " use. Uneven: a poor hash, or a window that is not the one in force.",
            Seed.F2);
  }

  private static Panel clockSkew() {
    return Panel.lines(26, "Clock skew")
        .asks(GROUP + " skew at most", measure(Measure.CLOCK_SKEW_SECONDS))
        .asks(GROUP + " delay p99", measure(Measure.BROKER_DELAY_P99_SECONDS))
        .asks(GROUP + " rounded to", measure(Measure.TIME_RESOLUTION_SECONDS))
        .in(Unit.SECONDS)
        .judgedBy(Thresholds.badFrom(1))
        .sized(8, 9)
        .whenEmpty("no event has the broker's time")
        .says(
            "Broker's time less event time: from its first to its 99th percentile, which no skew"
                + " between clocks exceeds, and the 99th percentile itself; and what times are"
                + " rounded to, where they are.",
            "below a second, and nothing rounded. A wide skew and a long delay together are batches or a slow"
                + " producer, a wide skew alone is clocks.",
            Seed.F1);
  }

  private static Panel clocksAhead() {
    return Panel.lines(27, "Events ahead of the broker")
        .asks(GROUP, sumBy(BY_GROUP, measure(Measure.CLOCK_AHEAD_EVENTS)))
        .sized(8, 9)
        .whenEmpty("no event has the broker's time")
        .says(
            "Events that happened more than 100 ms after the broker had them: a clock that is"
                + " proven to be ahead.",
            "0.",
            Seed.F1);
  }

  private static Panel offsetError() {
    return Panel.lines(24, "Offset error")
        .asks(GROUP + " p50", measure(Measure.OFFSET_ERROR_P50_SECONDS))
        .asks(GROUP + " p99", measure(Measure.OFFSET_ERROR_P99_SECONDS))
        .in(Unit.SECONDS)
        .sized(8, 9)
        .whenEmpty(NO_OFFSETS)
        .says(
            "Start less scheduled time less offset: what happened between the moment that was"
                + " planned and the start.",
            "near 0. As large as the offsets: they are not applied. Constant and negative: clocks"
                + " disagree. A long p99 alone: starts queue.",
            Seed.F2);
  }
}
