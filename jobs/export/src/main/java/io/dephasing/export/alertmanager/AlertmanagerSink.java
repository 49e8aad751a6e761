package io.dephasing.export.alertmanager;

import io.dephasing.export.http.Endpoint;
import io.dephasing.export.prometheus.ExternalLabels;
import java.util.List;
import java.util.Optional;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.WriterInitContext;
import org.apache.flink.api.java.tuple.Tuple2;
import org.jspecify.annotations.Nullable;

/**
 * Sends alerts to each Alertmanager of a cluster. A record comes with the time until which it is to
 * be believed. Each Alertmanager has an outbox and a thread of its own: one that does not answer
 * delays neither the others nor the job.
 */
public final class AlertmanagerSink implements Sink<Tuple2<byte[], Long>> {
  private static final long serialVersionUID = 1L;

  private final List<Endpoint> endpoints;
  private final Links links;
  private final ExternalLabels externalLabels;
  private final @Nullable Endpoint prometheus;

  /**
   * Alerts go there.
   *
   * @param endpoints where alerts are posted
   * @param links for readers
   * @param externalLabels for every alert
   * @param prometheus where the sink tells of itself, if anywhere
   */
  public AlertmanagerSink(
      List<Endpoint> endpoints,
      Links links,
      ExternalLabels externalLabels,
      Optional<Endpoint> prometheus) {
    this.endpoints = List.copyOf(endpoints);
    this.links = links;
    this.externalLabels = externalLabels;
    this.prometheus = prometheus.orElse(null);
  }

  @Override
  public SinkWriter<Tuple2<byte[], Long>> createWriter(WriterInitContext context) {
    return new AlertmanagerWriter(endpoints, links, externalLabels, prometheus, context);
  }
}
