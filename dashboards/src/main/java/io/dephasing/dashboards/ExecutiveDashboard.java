package io.dephasing.dashboards;

import static io.dephasing.dashboards.Promql.growth;
import static io.dephasing.dashboards.Promql.growthOfRange;
import static io.dephasing.dashboards.Promql.latest;
import static io.dephasing.dashboards.Promql.peaks;
import static io.dephasing.dashboards.Promql.sumBy;
import static io.dephasing.dashboards.Selector.alerts;
import static io.dephasing.dashboards.Selector.baseline;
import static io.dephasing.dashboards.Selector.grouped;
import static io.dephasing.dashboards.Selector.measure;
import static io.dephasing.dashboards.Selector.windowed;

import io.dephasing.core.event.EventKind;
import io.dephasing.core.rule.RuleCatalogue;
import io.dephasing.core.sli.Measure;
import io.dephasing.dashboards.Dashboard.Opening;
import io.dephasing.export.series.ExportedMetric;
import java.util.List;

/** For whoever pays: do services meet their objective, and what did dephasing change. */
final class ExecutiveDashboard {
  private static final String NO_BASELINE = "needs a baseline: what the group looked like before";
  private static final String NEEDS_A_DAY = "none, or a range of less than a day";

  private ExecutiveDashboard() {}

  static Dashboard dashboard() {
    return new Dashboard(
        "executive",
        "Dephasing / Executive",
        "Do services meet their objective, and what did dephasing change?",
        new Opening("now-30d", "5m"),
        Variable.OF_GROUPS,
        List.of(
            new Row(
                10,
                "Where we stand",
                List.of(compliance(), budget(), reduction(), incidents(), synchronizedNow())),
            new Row(
                20,
                "Trend",
                List.of(complianceTrend(), peakTrend(), incidentsPerDay(), afterDeployment())),
            new Row(
                30,
                "What dephasing bought",
                List.of(originRequests(), retries(), warmStarts(), changes()))));
  }

  private static Panel compliance() {
    return Panel.stat(11, "SLO compliance")
        .asks("compliance", "1 - " + badShare())
        .in(Unit.SHARE)
        .judgedBy(Thresholds.betterFrom(0.95, 0.99))
        .sized(5, 4)
        .every("")
        .says(
            "Share of a group's windows in which no herd fired and no limit was passed.",
            "at or above the objective (99 % unless a policy says otherwise).",
            Seed.M7)
        .leadsTo(Link.toOnCall());
  }

  private static Panel budget() {
    String objective = "avg(" + latest(grouped(ExportedMetric.SLO_OBJECTIVE_RATIO)) + ")";
    return Panel.stat(12, "Error budget left")
        .asks("budget left", "clamp_min(1 - (" + badShare() + ") / (1 - " + objective + "), -1)")
        .in(Unit.SHARE)
        .judgedBy(Thresholds.betterFrom(0, 0.25))
        .sized(5, 4)
        .every("")
        .says(
            "What is left of the bad windows that the objective allows in this time range."
                + " Below zero it is overspent; the scale ends at -100 %.",
            "above 25 %.", Seed.M7)
        .leadsTo(Link.toOnCall());
  }

  private static String badShare() {
    return "sum("
        + growthOfRange(grouped(ExportedMetric.SLO_BAD_WINDOWS_TOTAL))
        + ") / sum("
        + growthOfRange(grouped(ExportedMetric.SLO_WINDOWS_TOTAL))
        + ")";
  }

  private static Panel reduction() {
    Measure peak = Measure.RATE_PEAK_PER_SECOND;
    String change = latest(change(peak.id(), "bound=\"value\""));
    String before = latest(baseline(peak));
    return Panel.stat(13, "Peak QPS reduction")
        .asks(
            "reduction",
            "-sum(" + change + " * " + Promql.ON_GROUP + " " + before + ") / sum(" + before + ")")
        .in(Unit.SHARE)
        .judgedBy(Thresholds.betterFrom(0, 0.2))
        .sized(5, 4)
        .every("")
        .whenEmpty("needs a baseline")
        .says(
            "How much lower the fullest seconds are than before, each group by its weight."
                + " Empty until groups have a baseline.",
            "above 20 %; negative means that peaks grew.",
            Seed.M2)
        .leadsTo(Link.toOnCall());
  }

  private static Panel incidents() {
    return Panel.stat(14, "Incidents paged")
        .asks(
            "pages",
            "round(sum("
                + growthOfRange(alerts(ExportedMetric.ALERTS_STARTED_TOTAL, "severity=\"page\""))
                + "))")
        .judgedBy(Thresholds.worseFrom(1, 5))
        .sized(5, 4)
        .every("")
        .says("Alerts that woke someone in this time range.", "none.", Seed.M5, Seed.M7)
        .leadsTo(Link.toOnCall());
  }

  private static Panel synchronizedNow() {
    String firing =
        alerts(ExportedMetric.ALERT_STATE, "alertname=\"" + RuleCatalogue.HERD.alertName() + "\"");
    return Panel.stat(15, "Groups synchronized now")
        .asks(
            "groups",
            "count(count by (kind, service, group, cohort) (" + firing + " == 1)) or vector(0)")
        .judgedBy(Thresholds.worseFrom(1, 5))
        .sized(4, 4)
        .every("")
        .says("Groups whose members act together at this moment.", "0.", Seed.M1)
        .leadsTo(Link.toOnCall());
  }

  private static Panel complianceTrend() {
    return Panel.lines(21, "SLO compliance by service, over a day")
        .asks("{{service}}", RecordedRule.SLO_COMPLIANCE_1D.ofServices())
        .in(Unit.SHARE)
        .judgedBy(Thresholds.goodFrom(0.99))
        .axisFrom(0.9)
        .every("1m")
        .says(
            "Share of good windows of the last 24 h, for each service. The dashed line is 99 %.",
            "flat and above the line; a step down is the day of an incident.", Seed.M7)
        .leadsTo(Link.toOnCallOfService());
  }

  private static Panel peakTrend() {
    Measure peak = Measure.RATE_PEAK_PER_SECOND;
    return Panel.lines(22, "Peak QPS against baseline")
        .asks("{{service}}", sumBy("service", peaks(measure(peak))))
        .asks("{{service}} baseline", sumBy("service", baseline(peak)))
        .in(Unit.REQUESTS_PER_SECOND)
        .says(
            "Events of the fullest second, groups of a service added up. The dashed line is what"
                + " it was before.",
            "well below the dashed line, without spikes.",
            Seed.M2)
        .leadsTo(Link.toOnCallOfService());
  }

  private static Panel incidentsPerDay() {
    return Panel.bars(23, "Incidents per day")
        .asks(
            "{{alertname}} ({{severity}})",
            sumBy("alertname, severity", growth(alerts(ExportedMetric.ALERTS_STARTED_TOTAL))))
        .every("1d")
        .whenEmpty(NEEDS_A_DAY)
        .says(
            "Alerts that began each day, by rule. Needs a time range of more than a day.",
            "few, and fewer each week.",
            Seed.M5,
            Seed.M7);
  }

  private static Panel afterDeployment() {
    return Panel.bars(24, "Incidents after a deployment")
        .asks(
            "{{service}}",
            sumBy(
                "service",
                growth(alerts(ExportedMetric.ALERTS_STARTED_TOTAL, "after_deployment=\"true\""))))
        .every("1d")
        .whenEmpty(NEEDS_A_DAY)
        .says(
            "Alerts that began during or soon after an announced rollout, each day. Needs a time"
                + " range of more than a day.",
            "0: a rollout that herds shows here and nowhere else so clearly.",
            Seed.M9,
            Seed.F3)
        .leadsTo(Link.toOnCallOfService());
  }

  private static Panel originRequests() {
    return Panel.lines(31, "Requests saved at the origin")
        .asks("{{service}} / {{group}}", "-" + change(Measure.EVENTS.id(), "bound=\"value\""))
        .in(Unit.SHARE)
        .sized(8, 9)
        .whenEmpty(NO_BASELINE)
        .says(
            "How many events fewer than before, for each group: 40 % means that four of ten"
                + " requests are no longer made. Empty until groups have a baseline.",
            "above 0 and steady.", Seed.M3);
  }

  private static Panel retries() {
    String retry = "kind=\"" + EventKind.RETRY.id() + "\"";
    return Panel.lines(32, "Retries against baseline")
        .asks("{{service}}", sumBy("service", peaks(measure(Measure.EVENTS, retry))))
        .asks("{{service}} baseline", sumBy("service", baseline(Measure.EVENTS, retry)))
        .sized(8, 9)
        .says(
            "Retries of the fullest minute, by service. The dashed line is what it was before.",
            "low and flat; a tower is a retry flood.",
            Seed.M8)
        .leadsTo(Link.toOnCallOfService());
  }

  private static Panel warmStarts() {
    return Panel.lines(33, "Warm starts")
        .asks(
            "{{service}}",
            "avg by (service) (avg_over_time("
                + measure(Measure.WARM_START_RATIO)
                + "[$__interval]))")
        .in(Unit.SHARE)
        .sized(8, 9)
        .whenEmpty("no event says whether its start was cold")
        .says(
            "Share of starts that found their cache warm, among those that say.",
            "near 100 %; a fall with every herd means that the herd empties the cache.",
            Seed.M10)
        .leadsTo(Link.toOnCallOfService());
  }

  private static Panel changes() {
    String measures =
        Measure.RATE_PEAK_PER_SECOND.id()
            + "|"
            + Measure.EVENTS.id()
            + "|"
            + Measure.DURATION_P99_SECONDS.id();
    return Panel.table(34, "Change against baseline, with confidence", TableDrawing.CHANGES)
        .asks(
            "",
            "label_join("
                + latest(windowed(ExportedMetric.CHANGE_RATIO, "measure=~\"" + measures + "\""))
                + ", \"path\", \" / \", \"service\", \"group\", \"cohort\", \"measure\")")
        .in(Unit.SHARE)
        .every("")
        .whenEmpty(NO_BASELINE)
        .says(
            "Now against before: the change and the interval that holds it with 95 % confidence."
                + " -50 % is half. Empty until groups have a baseline.",
            "peak and events: low and high both below 0. Duration: 0 within the interval, because"
                + " nobody paid for it with waiting.",
            Seed.M2,
            Seed.M3,
            Seed.M6);
  }

  private static String change(String measure, String bound) {
    return windowed(ExportedMetric.CHANGE_RATIO, "measure=\"" + measure + "\"", bound);
  }
}
