package io.dephasing.acceptance.docs;

import io.dephasing.connectors.kafka.SinkCounter;
import io.dephasing.core.sli.Measure;
import io.dephasing.export.series.ExportedMetric;
import io.dephasing.operators.metrics.AnnotationCounter;
import io.dephasing.operators.metrics.OperatorCounter;
import io.dephasing.operators.metrics.OperatorGauge;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The page of metrics, from {@link Measure}, {@link ExportedMetric} and the operators' catalogues.
 */
final class MetricsPage {
  private MetricsPage() {}

  static String text() {
    Markdown page =
        Markdown.page("Metrics")
            .paragraph(
                """
                Two roads lead to Prometheus: the export job writes what is measured and what it alerts
                on, by remote write; the jobs' own counters are scraped from Flink, so that they are there
                when the exporter is not. Prometheus keeps neither help nor type of what is written to
                it: this page has both.""");
    measures(page);
    others(page);
    counters(page);
    return page.text();
  }

  private static void measures(Markdown page) {
    page.section("Measures")
        .paragraph(
            """
            A gauge for each group and window: never `rate()` it. Counts of windows are read with
            `sum_over_time`, levels with `max_over_time`, and `window` is pinned, else windows of
            different length add up. What is undefined has no sample. The time of a sample is the
            window's end less 1 s, and 1 ms later for each revision: the highest revision wins at each
            step that falls on a window's end. [What each measure means](slis.md).""")
        .paragraph("Labels: " + labels(ExportedMetric.MEASURE_LABELS) + ".")
        .table(
            List.of("name", "unit", "what"),
            Measure.all().stream()
                .map(
                    measure ->
                        List.of(
                            Markdown.code(ExportedMetric.nameOf(measure)),
                            measure.unit(),
                            measure.help()))
                .toList());
  }

  private static void others(Markdown page) {
    page.section("Labels")
        .paragraph(
            """
            `kind` is `job-start`, `retry` or `remediation`; `group` the name of the job, operation or
            action; `cohort` is absent where producers give none. Roll-ups have no `group`, and over all
            services no `service` either: `group=""` asks for them, `group=~".+"` leaves them out.
            Values have at most 128 characters and no control characters: names are spelled so
            [where an event is read](../howto/publish-events.md#names), and nowhere else.""")
        .section("What else is written")
        .table(
            List.of("name", "type", "unit", "labels", "from", "what"),
            ExportedMetric.all().stream().map(MetricsPage::row).toList());
  }

  private static void counters(Markdown page) {
    page.section("Counters of the detection job")
        .paragraph(
            """
            One for each subtask and topic, in Flink's metric group `dephasing`. Whatever metric reporter
            Flink is given has them. All of a record's counters are in one chain, so that at each
            subtask""")
        .paragraph(
            "`events_in_total` = `events_counted_total` + `events_duplicate_total` +"
                + " `events_late_total` + `dead_letters_total`")
        .paragraph("holds at each checkpoint. They begin at 0 with each start of the job.")
        .paragraph(
            "`events_counted_total` = `events_published_total` + `events_behind_total` + what is in"
                + " minutes that are not published yet: the accounts are closed at the SLIs. What"
                + " windows hold, each by its last revision, is `events_published_total`.")
        .table(
            List.of("name", "counts", "what", "labels"),
            Arrays.stream(OperatorCounter.values()).map(MetricsPage::row).toList())
        .paragraph("Records of the topic of annotations are no events, and counted apart:")
        .table(
            List.of("name", "counts", "what", "labels"),
            Arrays.stream(AnnotationCounter.values()).map(MetricsPage::row).toList())
        .paragraph("So are records as they are written:")
        .table(
            List.of("name", "counts", "what", "labels"),
            Arrays.stream(SinkCounter.values()).map(MetricsPage::row).toList())
        .paragraph("What it measures of itself besides:")
        .table(
            List.of("name", "unit", "what", "labels"),
            Arrays.stream(OperatorGauge.values()).map(MetricsPage::row).toList());
    scraped(page);
  }

  private static void scraped(Markdown page) {
    page.paragraph(
            """
            Flink's Prometheus reporter puts its scope and the labels' keys into the name. This
            `metric_relabel_configs` entry of the scrape job takes them off again, so that the
            names become those of the tables; it is in
            [the example](../../dashboards/prometheus/prometheus.yml):""")
        .paragraph(
            """
            ```yaml prometheus
            - source_labels: [__name__]
              regex: flink_taskmanager_job_task_operator_(?:user_)?dephasing_(?:topic_)?(?:reason_|service_)?(.+)
              target_label: __name__
              replacement: dephasing_pipeline_$1
            ```""");
  }

  private static List<String> row(ExportedMetric metric) {
    return List.of(
        Markdown.code(metric.metric()),
        metric.type().words(),
        metric.unit(),
        labels(metric.labels()),
        metric.from(),
        metric.help());
  }

  private static List<String> row(OperatorCounter counter) {
    return List.of(
        Markdown.code("dephasing_pipeline_" + counter.id()),
        counter.unit(),
        counter.help(),
        switch (counter) {
          case DEAD_LETTERS -> "`topic`, `reason`";
          case EVENTS_OVER_BUDGET -> "`topic`, `service`";
          default -> "`topic`";
        });
  }

  private static List<String> row(AnnotationCounter counter) {
    return List.of(
        Markdown.code("dephasing_pipeline_" + counter.id()), "records", counter.help(), "`topic`");
  }

  private static List<String> row(SinkCounter counter) {
    return List.of(
        Markdown.code("dephasing_pipeline_" + counter.id()), "records", counter.help(), "`topic`");
  }

  private static List<String> row(OperatorGauge gauge) {
    return List.of(
        Markdown.code("dephasing_pipeline_" + gauge.id()),
        gauge.unit(),
        gauge.help(),
        gauge.label().isEmpty() ? "" : Markdown.code(gauge.label()));
  }

  private static String labels(List<String> labels) {
    return labels.stream().map(Markdown::code).collect(Collectors.joining(", "));
  }
}
