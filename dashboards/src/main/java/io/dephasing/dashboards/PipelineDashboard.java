package io.dephasing.dashboards;

import static io.dephasing.dashboards.Promql.growthOfRange;
import static io.dephasing.dashboards.Promql.maxBy;
import static io.dephasing.dashboards.Promql.perSecond;
import static io.dephasing.dashboards.Promql.sumBy;
import static io.dephasing.dashboards.Selector.all;

import io.dephasing.connectors.kafka.SinkCounter;
import io.dephasing.core.sli.Measure;
import io.dephasing.dashboards.Dashboard.Opening;
import io.dephasing.export.series.ExportedMetric;
import io.dephasing.operators.metrics.OperatorCounter;
import io.dephasing.operators.metrics.OperatorGauge;
import java.util.List;

/** For whoever operates the jobs: is every event accounted for, do the sinks keep up. */
final class PipelineDashboard {
  private static final String NOT_SCRAPED = "Prometheus does not scrape Flink";

  private PipelineDashboard() {}

  static Dashboard dashboard() {
    return new Dashboard(
        "pipeline",
        "Dephasing / Pipeline",
        "Is every event accounted for, do the sinks keep up, is Flink well?",
        new Opening("now-1h", "30s"),
        List.of(Variable.DATASOURCE),
        List.of(
            new Row(
                10,
                "Is every event accounted for",
                List.of(
                    unaccounted(),
                    freshness(),
                    alertDelay(),
                    series(),
                    restarts(),
                    eventsIn(),
                    deadLetters(),
                    lateAndDuplicate(),
                    accounts())),
            new Row(20, "Do the sinks keep up", List.of(exportLag(), exported(), failures())),
            new Row(30, "Flink", List.of(consumerLag(), watermarkLag(), checkpoints(), busy()))));
  }

  private static Panel unaccounted() {
    String sum = "sum(" + growthOfRange(all(OperatorCounter.EVENTS_IN)) + ")";
    for (OperatorCounter counter : OperatorCounter.values()) {
      if (counter.isEndOfReading()) {
        // A counter that never counted has no series, and without it there is no difference.
        sum += " - (sum(" + growthOfRange(all(counter)) + ") or vector(0))";
      }
    }
    return Panel.stat(11, "Unaccounted events")
        .asks("events", "round(" + sum + ")")
        .judgedBy(Thresholds.worseFrom(1_000, 100_000))
        .sized(5, 4)
        .every("")
        .whenEmpty(NOT_SCRAPED)
        .says(
            "Read, less counted, duplicate, late and dead letter, in this time range. The scrape"
                + " catches subtasks in mid-step, so a few are normal.",
            "near 0, whatever the time range. If it grows with it, that is a bug: tell us.");
  }

  private static Panel freshness() {
    return Panel.stat(12, "Freshness")
        .asks(
            "age of the newest window",
            "time() - max(timestamp(" + ExportedMetric.nameOf(Measure.EVENTS) + "))")
        .in(Unit.SECONDS)
        .judgedBy(Thresholds.worseFrom(150, 300))
        .sized(5, 4)
        .every("")
        .whenEmpty("no window for 5 min")
        .says(
            "Age of the newest window of any group. Windows are a minute long, so it moves"
                + " between a few seconds and a minute and a half.",
            "below 150 s.");
  }

  private static Panel alertDelay() {
    return Panel.stat(18, "Alert delay, p99")
        .asks("delay", "max(" + all(OperatorGauge.ALERT_DELAY, "quantile=\"0.99\"") + ")")
        .in(Unit.SECONDS)
        .judgedBy(Thresholds.worseFrom(1, 5))
        .sized(5, 4)
        .every("")
        .whenEmpty(NOT_SCRAPED)
        .says(
            "From the event that decides until the alert is published, of the last 1,000"
                + " transitions. After an outage it tells how old what was caught up is.",
            "below 1 s.");
  }

  private static Panel series() {
    return Panel.stat(13, "Series exported")
        .asks("series", "sum(" + all(ExportedMetric.EXPORT_SERIES) + ")")
        .judgedBy(Thresholds.worseFrom(800_000, 1_000_000))
        .sized(5, 4)
        .every("")
        .says(
            "Series that the export job keeps in Prometheus. At its budget it exports no new"
                + " groups and counts what it left out under Export failures.",
            "below 800,000 with the default budget of 1,000,000.");
  }

  private static Panel restarts() {
    return Panel.stat(14, "Restarts")
        .asks(
            "{{job_name}}", sumBy("job_name", "delta(" + FlinkMetric.RESTARTS.id() + "[$__range])"))
        .judgedBy(Thresholds.worseFrom(1, 3))
        .sized(4, 4)
        .every("")
        .whenEmpty(NOT_SCRAPED)
        .says(
            "Restarts of each job in this time range.", "0; each one has its exception in Flink.");
  }

  private static Panel eventsIn() {
    return Panel.lines(15, "Events in")
        .asks("{{topic}}", sumBy("topic", perSecond(all(OperatorCounter.EVENTS_IN))))
        .in(Unit.EVENTS_PER_SECOND)
        .every("")
        .sized(8, 9)
        .whenEmpty(NOT_SCRAPED)
        .says(
            "Records read from each topic.",
            "the rhythm that producers have. A fall to 0 of one topic: its producers, or the"
                + " network; of all: the job.");
  }

  private static Panel deadLetters() {
    return Panel.lines(16, "Dead letters")
        .asks(
            "{{topic}}: {{reason}}",
            sumBy("topic, reason", perSecond(all(OperatorCounter.DEAD_LETTERS))) + " * 60")
        .asks("written in part", "sum(" + perSecond(all(SinkCounter.DEAD_LETTERS_CUT)) + ") * 60")
        .asks(
            "{{topic}}: groups of {{service}}",
            sumBy("topic, service", perSecond(all(OperatorCounter.EVENTS_OVER_BUDGET))) + " * 60")
        .in(Unit.PER_MINUTE)
        .every("")
        .sized(8, 9)
        .whenEmpty(NOT_SCRAPED)
        .says(
            "Records that could not be counted, by reason; they are in dephasing.dead-letters as"
                + " they came. Those written in part were too large for it: one of them is among"
                + " the others, or late. Groups of a service: events of group-budget, by service.",
            "0. Whatever is here is missing in every other panel.",
            Seed.F5);
  }

  private static Panel lateAndDuplicate() {
    return Panel.lines(17, "Late and duplicate events")
        .asks(
            "{{topic}} late", sumBy("topic", perSecond(all(OperatorCounter.EVENTS_LATE))) + " * 60")
        .asks(
            "{{topic}} duplicate",
            sumBy("topic", perSecond(all(OperatorCounter.EVENTS_DUPLICATE))) + " * 60")
        .in(Unit.PER_MINUTE)
        .every("")
        .sized(8, 9)
        .whenEmpty(NOT_SCRAPED)
        .says(
            "Events beyond the allowed lateness, and events whose id came before.",
            "0 late. Duplicates only while a producer retries.");
  }

  private static Panel accounts() {
    return Panel.lines(19, "Counted and published events")
        .asks(
            "{{topic}} counted",
            sumBy("topic", perSecond(all(OperatorCounter.EVENTS_COUNTED))) + " * 60")
        .asks(
            "{{topic}} published",
            sumBy("topic", perSecond(all(OperatorCounter.EVENTS_PUBLISHED))) + " * 60")
        .asks(
            "{{topic}} behind",
            sumBy("topic", perSecond(all(OperatorCounter.EVENTS_BEHIND))) + " * 60")
        .in(Unit.PER_MINUTE)
        .every("")
        .sized(24, 7)
        .whenEmpty(NOT_SCRAPED)
        .says(
            "Each event that was counted is held by a published window, a minute or two later."
                + " Behind: it came when its minute had settled, and is late in its group's SLI.",
            "Published follows counted; behind is 0. Behind means clocks that disagree, or a"
                + " partition that was found late.");
  }

  private static Panel exportLag() {
    return Panel.lines(21, "Export lag")
        .asks("{{sink}}", maxBy("sink", all(ExportedMetric.EXPORT_LAG_SECONDS)))
        .in(Unit.SECONDS)
        .every("")
        .sized(8, 9)
        .says(
            "How far the newest sample that Prometheus took is behind the clock, and how long the"
                + " oldest alert waits for an Alertmanager.",
            "prometheus saws between a few seconds and a minute and a half, because windows are a"
                + " minute long; alertmanager stays near 0. A ramp means that the sink is down; it"
                + " falls back when it returns,"
                + " and nothing is lost within Kafka's retention.");
  }

  private static Panel exported() {
    return Panel.lines(22, "Exported")
        .asks("{{sink}}", sumBy("sink", perSecond(all(ExportedMetric.EXPORT_SAMPLES_TOTAL))))
        .in(Unit.WRITES_PER_SECOND)
        .every("")
        .sized(8, 9)
        .says(
            "Samples to Prometheus and alerts to Alertmanager.",
            "steady: one batch of samples each minute, one alert each minute while it fires.");
  }

  private static Panel failures() {
    return Panel.lines(23, "Export failures")
        .asks(
            "{{sink}}: {{reason}}",
            sumBy("sink, reason", perSecond(all(ExportedMetric.EXPORT_FAILURES_TOTAL))) + " * 60")
        .asks(
            "{{sink}}: retried",
            sumBy("sink", perSecond(all(ExportedMetric.EXPORT_RETRIES_TOTAL))) + " * 60")
        .asks(
            "{{sink}}: unreadable",
            sumBy("sink", perSecond(all(ExportedMetric.EXPORT_UNREADABLE_TOTAL))) + " * 60")
        .in(Unit.PER_MINUTE)
        .every("")
        .sized(8, 9)
        .says(
            "Samples and alerts that were dropped, by reason; requests that were retried; records"
                + " that were unreadable.",
            "none. The runbook of DephasingExportFailing has the reasons.");
  }

  private static Panel consumerLag() {
    return Panel.lines(31, "Consumer lag")
        .asks("{{job_name}}", sumBy("job_name", FlinkMetric.PENDING_RECORDS.id()))
        .every("")
        .whenEmpty(NOT_SCRAPED)
        .says(
            "Records in Kafka that the job has not read yet.",
            "near 0. A ramp: too little parallelism, or a task that restarts.");
  }

  private static Panel watermarkLag() {
    return Panel.lines(32, "Watermark lag")
        .asks("{{job_name}}", maxBy("job_name", all(OperatorGauge.WATERMARK_LAG)))
        .in(Unit.SECONDS)
        .judgedBy(Thresholds.badFrom(60))
        .every("")
        .whenEmpty(NOT_SCRAPED)
        .says(
            "How far event time is behind the clock. Windows close, and silence is known to be"
                + " silence, only behind it.",
            "a few seconds. A ramp while events flow: one partition is slow, or the broker does"
                + " not answer.");
  }

  private static Panel checkpoints() {
    return Panel.lines(33, "Checkpoints")
        .asks(
            "{{job_name}} duration",
            maxBy("job_name", FlinkMetric.CHECKPOINT_DURATION_MILLIS.id()) + " / 1000")
        .asks(
            "{{job_name}} failed",
            sumBy(
                "job_name", "delta(" + FlinkMetric.FAILED_CHECKPOINTS.id() + "[$__rate_interval])"))
        .in(Unit.SHORT)
        .every("")
        .whenEmpty(NOT_SCRAPED)
        .says(
            "How many seconds the last checkpoint took, and how many failed.",
            "far below the interval of 10 s, and none failed.");
  }

  private static Panel busy() {
    return Panel.lines(34, "Busy and back-pressured")
        .asks("{{job_name}} {{task_name}} busy", ofTasks(FlinkMetric.BUSY_MILLIS_PER_SECOND))
        .asks(
            "{{job_name}} {{task_name}} back-pressured",
            ofTasks(FlinkMetric.BACK_PRESSURED_MILLIS_PER_SECOND))
        .in(Unit.SHARE)
        .every("")
        .whenEmpty(NOT_SCRAPED)
        .says(
            "Share of each second that the fullest subtask of a task works, or waits for the one"
                + " behind it.",
            "busy below 80 %, back-pressured near 0. Back-pressure of the export job never"
                + " reaches the detection job: it reads Kafka alone.");
  }

  private static String ofTasks(FlinkMetric millisPerSecond) {
    return maxBy("job_name, task_name", millisPerSecond.id()) + " / 1000";
  }
}
