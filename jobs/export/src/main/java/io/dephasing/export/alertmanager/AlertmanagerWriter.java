package io.dephasing.export.alertmanager;

import io.dephasing.export.http.Endpoint;
import io.dephasing.export.kafka.KeyedRecords;
import io.dephasing.export.prometheus.ExportReport;
import io.dephasing.export.prometheus.ExternalLabels;
import io.dephasing.export.prometheus.ReportPost;
import io.dephasing.export.series.ExportFailure;
import io.dephasing.formats.record.AlertRecords;
import java.util.EnumSet;
import java.util.List;
import java.util.OptionalLong;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.WriterInitContext;
import org.apache.flink.api.java.tuple.Tuple2;
import org.jspecify.annotations.Nullable;

/**
 * Puts each alert into the outbox of every Alertmanager. The sink keeps no Flink state: a restart
 * loses at most what was waiting, firing alerts are told again within a minute, and Alertmanager
 * resolves by itself what is not told again.
 */
final class AlertmanagerWriter implements SinkWriter<Tuple2<byte[], Long>> {
  private final List<Outbox> outboxes;
  private final Links links;
  private final ExternalLabels externalLabels;
  private final @Nullable ReportPost post;

  AlertmanagerWriter(
      List<Endpoint> endpoints,
      Links links,
      ExternalLabels externalLabels,
      @Nullable Endpoint prometheus,
      WriterInitContext context) {
    this.links = links;
    this.externalLabels = externalLabels;
    ExportReport report =
        new ExportReport(
            "alertmanager",
            context.getTaskInfo().getIndexOfThisSubtask(),
            EnumSet.of(ExportFailure.REFUSED),
            context.metricGroup());
    this.outboxes =
        endpoints.stream()
            .map(
                endpoint ->
                    new Outbox(
                        endpoint,
                        context.getMailboxExecutor(),
                        context.getProcessingTimeService(),
                        report))
            .toList();
    this.post =
        prometheus == null
            ? null
            : new ReportPost(
                prometheus,
                externalLabels,
                now -> report.samples(now, lagMillis(now)),
                context.getProcessingTimeService());
    if (post != null) {
      post.start();
    }
  }

  private OptionalLong lagMillis(long nowMillis) {
    return outboxes.stream().mapToLong(outbox -> outbox.lagMillis(nowMillis)).max();
  }

  @Override
  public void write(Tuple2<byte[], Long> alert, Context context) {
    AlertPost post =
        AlertPost.of(
            AlertRecords.read(KeyedRecords.record(alert.f0)), alert.f1, links, externalLabels);
    outboxes.forEach(outbox -> outbox.put(post));
  }

  @Override
  public void flush(boolean isEndOfInput) {
    // Nobody waits: see the class.
  }

  @Override
  public void close() {
    if (post != null) {
      post.close();
    }
    outboxes.forEach(Outbox::close);
  }
}
