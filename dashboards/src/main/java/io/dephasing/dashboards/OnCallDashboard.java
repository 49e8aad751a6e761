package io.dephasing.dashboards;

import static io.dephasing.dashboards.Promql.maxBy;
import static io.dephasing.dashboards.Promql.newest;
import static io.dephasing.dashboards.Promql.peaks;
import static io.dephasing.dashboards.Promql.strictest;
import static io.dephasing.dashboards.Promql.sumBy;
import static io.dephasing.dashboards.Promql.totals;
import static io.dephasing.dashboards.Selector.alerts;
import static io.dephasing.dashboards.Selector.limit;
import static io.dephasing.dashboards.Selector.measure;
import static io.dephasing.dashboards.Selector.rollUps;
import static io.dephasing.dashboards.Selector.windowed;

import io.dephasing.core.event.EventKind;
import io.dephasing.core.sli.Measure;
import io.dephasing.dashboards.Dashboard.Opening;
import io.dephasing.export.series.ExportedMetric;
import java.util.List;

/** For whoever was paged: what fires, is it synchronized or load, how far does it reach. */
final class OnCallDashboard {
  private static final String GROUP = "kind, service, group";
  private static final String GROUP_LEGEND = "{{service}} / {{group}}";
  private static final String JOBS = "kind=\"" + EventKind.JOB_START.id() + "\"";
  private static final String REMEDIATIONS = "kind=\"" + EventKind.REMEDIATION.id() + "\"";

  private OnCallDashboard() {}

  static Dashboard dashboard() {
    return new Dashboard(
        "oncall",
        "Dephasing / On-call",
        "What fires, is it synchronized or is it load, how far does it reach?",
        new Opening("now-1h", "30s"),
        Variable.OF_GROUPS,
        List.of(
            new Row(10, "What fires", List.of(pages(), tickets(), burnNow(), states(), meanings())),
            new Row(
                20,
                "Is it synchronized",
                List.of(phases(), index(), peak(), herdSize(), herdShare(), herdGroups())),
            new Row(
                30,
                "How far does it reach",
                List.of(burn(), concurrency(), remediations(), latency(), errors()))));
  }

  private static Panel pages() {
    return Panel.stat(11, "Pages firing")
        .asks("pages", firing("page"))
        .judgedBy(Thresholds.worseFrom(1, 2))
        .every("")
        .says("Alerts that page and fire at this moment, also those of whole services.", "0.");
  }

  private static Panel tickets() {
    return Panel.stat(12, "Tickets firing")
        .asks("tickets", firing("ticket"))
        .judgedBy(Thresholds.warningFrom(1))
        .every("")
        .says(
            "Alerts that wait for office hours and fire at this moment, also those of whole services.",
            "0.");
  }

  private static String firing(String severity) {
    String alerts = alerts(ExportedMetric.ALERT_STATE, "severity=\"" + severity + "\"");
    return "count(" + alerts + " == 1) or vector(0)";
  }

  private static Panel burnNow() {
    return Panel.stat(13, "Fastest burn of the error budget")
        .asks("1 h", fastest(RecordedRule.SLO_BURN_1H))
        .asks("6 h", fastest(RecordedRule.SLO_BURN_6H))
        .asks("24 h", fastest(RecordedRule.SLO_BURN_1D))
        .in(Unit.SHORT)
        .judgedBy(Thresholds.worseFrom(1, 2))
        .sized(12, 4)
        .every("")
        .says(
            "How many times faster than allowed the worst service spends its budget: at 1 it is"
                + " used up exactly at the end of the period. One bad minute in an hour at an"
                + " objective of 99 % is 1.7.",
            "below 1. Above 2 in all three it is no accident.", Seed.M7);
  }

  private static String fastest(RecordedRule burn) {
    return "max(" + burn.ofServices() + ")";
  }

  private static Panel states() {
    return Panel.states(14, "Alerts", StateDrawing.ALERTS)
        .asks("{{alertname}} {{service}} / {{group}}", maxBy("alertname, " + GROUP, bySeverity()))
        .every("1m")
        .says(
            "A row for each alert of the time range: red while it fires as a page, orange as a"
                + " ticket, purple while maintenance keeps it quiet, green when it is over. A row"
                + " without group is a whole service's. Click a row for its group.",
            "nothing red. Rows that turn red together at one instant have one cause.")
        .leadsTo(Link.toDebug());
  }

  /** A state is a number: of a page that fires, another than of a ticket. */
  private static String bySeverity() {
    String pages = alerts(ExportedMetric.ALERT_STATE, "severity=\"page\"");
    String tickets = alerts(ExportedMetric.ALERT_STATE, "severity!=\"page\"");
    return pages + " + 2 * (" + pages + " == bool 1) or " + tickets;
  }

  private static Panel meanings() {
    String firing = alerts(ExportedMetric.ALERT_STATE) + " == 1";
    return Panel.table(15, "What each is about", TableDrawing.MEANINGS)
        .asks(
            "",
            "label_join("
                + maxBy("severity, alertname, " + GROUP, firing)
                + ", \"about\", \"\", \"alertname\")")
        .every("")
        .whenEmpty("nothing fires")
        .says(
            "A line for each alert that fires at this moment: how urgent it is, of which group, and"
                + " what its rule has seen. Figures and instances are in the alert itself, and its"
                + " runbook has the first steps.",
            "no line. Pages first; a ticket that names a page as its cause goes with it.")
        .leadsTo(Link.toDebug());
  }

  private static Panel phases() {
    return Panel.heatmap(21, "When in the window events happen")
        .asks("{{le}}", sumBy("le", totals(windowed(ExportedMetric.PHASE_SECONDS_BUCKET))))
        .says(
            "Each column is a window, its height the seconds of the minute, its brightness the"
                + " events there.",
            "an even haze from bottom to top. A bright band at one height is a herd at that"
                + " second of every minute; a single bright cell happened once; a band that moved"
                + " was shifted, not spread.",
            Seed.M1,
            Seed.F2,
            Seed.F5);
  }

  private static Panel index() {
    return Panel.lines(22, "Synchronization index")
        .asks(GROUP_LEGEND, maxBy(GROUP, peaks(measure(Measure.SYNCHRONIZATION_INDEX))))
        .in(Unit.SHARE)
        .sized(12, 9)
        .says(
            "100 %: all members act at the same phase. 0: no more together than chance.",
            "below 20 %. A rise of the rate without a rise here is load, not a herd.", Seed.M1)
        .leadsTo(Link.toDebug());
  }

  private static Panel peak() {
    return Panel.lines(23, "Peak QPS")
        .asks(GROUP_LEGEND, maxBy(GROUP, peaks(measure(Measure.RATE_PEAK_PER_SECOND))))
        .asks("limit", strictest(limit(Measure.RATE_PEAK_PER_SECOND)))
        .in(Unit.REQUESTS_PER_SECOND)
        .sized(8, 9)
        .says(
            "Events of the fullest second. The dashed red line is the strictest limit of the"
                + " groups shown; none where no policy sets one.",
            "below the limit, and near the mean: an average of a minute hides this spike.",
            Seed.M2)
        .leadsTo(Link.toDebug());
  }

  private static Panel herdSize() {
    return Panel.lines(24, "Herd size")
        .asks(GROUP_LEGEND, maxBy(GROUP, peaks(measure(Measure.HERD_SIZE))))
        .sized(8, 9)
        .says(
            "Distinct instances in the tightest burst of each window. Small groups always show"
                + " two or three.",
            "far below the number of instances, and without a comb.",
            Seed.M1)
        .leadsTo(Link.toDebug());
  }

  private static Panel herdShare() {
    return Panel.lines(25, "Share of the members in the herd")
        .asks(GROUP_LEGEND, maxBy(GROUP, peaks(measure(Measure.HERD_RATIO))))
        .in(Unit.SHARE)
        .judgedBy(Thresholds.worseFrom(0.25, 0.5))
        .sized(8, 9)
        .says(
            "The herd's size over the members of the group. The rule herd asks for a quarter, and"
                + " pages from half.",
            "below the first dashed line.",
            Seed.M1)
        .leadsTo(Link.toDebug());
  }

  private static Panel herdGroups() {
    return Panel.lines(26, "Groups that start together")
        .asks("{{kind}} {{service}}", maxBy("kind, service", peaks(rollUps(Measure.HERD_GROUPS))))
        .sized(24, 7)
        .says(
            "The most groups of a service, and of all services (no name), that began to act within"
                + " 5 s, each after at least 30 s without.",
            "a few, and no comb: groups that share a second have a common cause.",
            Seed.M1)
        .leadsTo(Link.toDebug());
  }

  private static Panel burn() {
    return Panel.lines(31, "Burn rate of the SLO")
        .asks("{{service}} 5 min", maxBy("service", RecordedRule.SLO_BURN_5M.ofServices()))
        .asks("{{service}} 1 h", maxBy("service", RecordedRule.SLO_BURN_1H.ofServices()))
        .judgedBy(Thresholds.badFrom(2))
        .every("1m")
        .says(
            "How many times faster than allowed each service spends its budget, over 5 min and"
                + " over 1 h.",
            "below 2. High over 5 min alone: it just began. High over 1 h alone: it is over.",
            Seed.M7);
  }

  private static Panel concurrency() {
    return Panel.lines(32, "Job concurrency")
        .asks(GROUP_LEGEND, maxBy(GROUP, peaks(measure(Measure.CONCURRENCY_MAX, JOBS))))
        .asks("limit", strictest(limit(Measure.CONCURRENCY_MAX, JOBS)))
        .whenEmpty("no job reports its end")
        .says(
            "Runs at once, at most. The dashed red line is the strictest limit of the groups"
                + " shown.",
            "a flat line below the limit; towers are runs that begin together.",
            Seed.M4)
        .leadsTo(Link.toDebug());
  }

  private static Panel remediations() {
    return Panel.lines(33, "Remediations in flight")
        .asks(
            GROUP_LEGEND + " at most",
            maxBy(GROUP, peaks(measure(Measure.CONCURRENCY_MAX, REMEDIATIONS))))
        .asks(
            GROUP_LEGEND + " at the end",
            sumBy(GROUP, newest(measure(Measure.IN_FLIGHT, REMEDIATIONS))))
        .asks("limit", strictest(limit(Measure.IN_FLIGHT, REMEDIATIONS)))
        .sized(8, 9)
        .says(
            "Repairs that run at the same time, for each action. The dashed red line is the"
                + " strictest limit.",
            "one or two. A staircase upwards is a cascade: repairs cause what they repair; pause"
                + " the engine.",
            Seed.M5,
            Seed.F7)
        .leadsTo(Link.toDebug());
  }

  private static Panel latency() {
    return Panel.lines(34, "99th percentile latency")
        .asks("{{service}}", RecordedRule.USER_LATENCY_P99.ofServices())
        .in(Unit.SECONDS)
        .every("1m")
        .sized(8, 9)
        .whenEmpty("no duration is reported, and no rule of yours fills this")
        .says(
            "What users wait for: a recorded rule that you replace by your own. As shipped, it is"
                + " the longest p99 duration of a service's jobs in 5 min.",
            "flat. A rise at the same minutes as a herd is what the herd costs; a rise without"
                + " one is another problem, or too much delay.",
            Seed.M6,
            Seed.F8);
  }

  private static Panel errors() {
    return Panel.lines(35, "Error rate")
        .asks("{{service}}", RecordedRule.USER_ERRORS.ofServices())
        .in(Unit.SHARE)
        .every("1m")
        .sized(8, 9)
        .whenEmpty("no outcome is reported, and no rule of yours fills this")
        .says(
            "What users see fail: a recorded rule that you replace by your own. As shipped, it is"
                + " failed and timed-out jobs among known outcomes of 5 min.",
            "near 0. High while the synchronization index is low: look for another cause than a"
                + " herd.",
            Seed.F3,
            Seed.F4);
  }
}
