package io.dephasing.acceptance.docs;

import io.dephasing.operators.metrics.OperatorCounter;
import java.util.Arrays;
import java.util.List;

/** The page of the job's own metrics, from {@link OperatorCounter}. */
final class MetricsPage {
  private MetricsPage() {}

  static String text() {
    return Markdown.page("Metrics of the job")
        .paragraph(
            """
            Counters of the detection job, one for each subtask and topic, in Flink's metric group
            `dephasing`. Whatever metric reporter Flink is given has them. All of a record's
            counters are in one chain, so that at each subtask""")
        .paragraph(
            "`events_in_total` = `events_counted_total` + `events_duplicate_total` +"
                + " `events_late_total` + `dead_letters_total`")
        .paragraph("holds at each checkpoint. They begin at 0 with each start of the job.")
        .table(
            List.of("name", "counts", "what", "labels"),
            Arrays.stream(OperatorCounter.values()).map(MetricsPage::row).toList())
        .section("In Prometheus")
        .paragraph(
            """
            Flink's Prometheus reporter puts its scope and the labels' keys into the name. This
            `metric_relabel_configs` entry of the scrape job takes them off again, so that the
            names become those of the table (written from Flink's naming, not yet tried against a
            Prometheus):""")
        .paragraph(
            """
            ```yaml prometheus
            - source_labels: [__name__]
              regex: flink_taskmanager_job_task_operator_dephasing_(?:topic_)?(?:reason_)?(.+)
              target_label: __name__
              replacement: dephasing_pipeline_$1
            ```""")
        .text();
  }

  private static List<String> row(OperatorCounter counter) {
    boolean hasReason = counter == OperatorCounter.DEAD_LETTERS;
    return List.of(
        Markdown.code("dephasing_pipeline_" + counter.id()),
        counter.unit(),
        counter.help(),
        hasReason ? "`topic`, `reason`" : "`topic`");
  }
}
