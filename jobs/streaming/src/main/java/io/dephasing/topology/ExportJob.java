package io.dephasing.topology;

import io.dephasing.connectors.alertmanager.AlertmanagerSink;
import io.dephasing.connectors.kafka.KeyedRecords.Keying;
import io.dephasing.connectors.kafka.TopicRole;
import io.dephasing.connectors.prometheus.PrometheusSink;
import io.dephasing.core.series.Sample;
import io.dephasing.operators.export.KeepAlertsAlive;
import io.dephasing.operators.export.WriteGroupSeries;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * SLIs and alerts from Kafka to Prometheus, alerts to Alertmanager: one Flink job for each
 * destination, for a checkpoint belongs to a whole job, and one that waits for a dead Prometheus
 * would hold up the alerts' state.
 */
public final class ExportJob {
  private final JobSettings settings;
  private final ExportEndpoints endpoints;

  /** A job with these settings. */
  public ExportJob(JobSettings settings) {
    this.settings = settings;
    this.endpoints = new ExportEndpoints(settings);
  }

  /** Where records are carried to. */
  public enum Destination {
    PROMETHEUS("dephasing-export-prometheus"),
    ALERTMANAGER("dephasing-export-alertmanager");

    private final String job;

    Destination(String job) {
      this.job = job;
    }

    /** Name of its job in Flink. */
    public String job() {
      return job;
    }
  }

  /**
   * Reads {@code --config FILE} and runs a job for each destination on whatever cluster it is
   * submitted to.
   */
  public static void main(String[] arguments) throws Exception {
    JobSettings settings = JobArguments.settings(arguments);
    ExportJob export = new ExportJob(settings);
    for (Destination destination : export.destinations()) {
      StreamExecutionEnvironment environment =
          StreamExecutionEnvironment.getExecutionEnvironment(
              JobEnvironment.exportConfiguration(settings));
      export.build(environment, destination);
      environment.executeAsync(destination.job());
    }
  }

  /**
   * Where the settings say that records are carried to; at least one.
   *
   * @throws InvalidOptionException where there is none
   */
  public List<Destination> destinations() {
    List<Destination> configured = new ArrayList<>();
    endpoints.prometheusUri().ifPresent(uri -> configured.add(Destination.PROMETHEUS));
    if (!endpoints.alertmanagerUris().isEmpty()) {
      configured.add(Destination.ALERTMANAGER);
    }
    if (configured.isEmpty()) {
      throw new InvalidOptionException(
          Options.PROMETHEUS_URL.key(),
          "nothing",
          "to be set, or " + Options.ALERTMANAGER_URLS.key());
    }
    return configured;
  }

  /** Builds the job of one of the {@link #destinations}. */
  public void build(StreamExecutionEnvironment environment, Destination destination) {
    switch (destination) {
      case PROMETHEUS ->
          endpoints.prometheusSink().ifPresent(sink -> toPrometheus(environment, sink));
      case ALERTMANAGER ->
          endpoints.alertmanagerSink().ifPresent(sink -> toAlertmanager(environment, sink));
    }
  }

  private void toPrometheus(StreamExecutionEnvironment environment, PrometheusSink sink) {
    DataStream<Tuple2<String, byte[]>> slis =
        read(environment, Step.READ_SLIS, TopicRole.SLIS, Keying.SLI_BY_GROUP);
    DataStream<Tuple2<String, byte[]>> alerts =
        read(environment, Step.READ_ALERTS, TopicRole.ALERTS, Keying.ALERT_BY_GROUP);
    DataStream<Tuple2<String, byte[]>> recommendations =
        read(
            environment,
            Step.READ_RECOMMENDATIONS,
            TopicRole.RECOMMENDATIONS,
            Keying.RECOMMENDATION_BY_GROUP);
    int mostSeries = Options.PROMETHEUS_SERIES.required(settings.options());
    DataStream<Sample> samples =
        Step.WRITE_GROUP_SERIES.on(
            slis.union(alerts, recommendations)
                .keyBy(record -> record.f0, Types.STRING)
                .process(
                    new WriteGroupSeries(
                        new ExportableReader(),
                        Options.PROMETHEUS_GROUP_SERIES.required(settings.options()),
                        mostSeries)));
    Step.WRITE_TO_PROMETHEUS.on(samples.sinkTo(sink));
  }

  private void toAlertmanager(StreamExecutionEnvironment environment, AlertmanagerSink sink) {
    DataStream<Tuple2<String, byte[]>> alerts =
        read(environment, Step.READ_ALERTS_TO_TELL, TopicRole.ALERTS, Keying.ALERT_BY_FINGERPRINT);
    DataStream<Tuple2<byte[], Long>> told =
        Step.KEEP_ALERTS_ALIVE.on(
            alerts
                .keyBy(record -> record.f0, Types.STRING)
                .process(new KeepAlertsAlive(new ExportableReader())));
    Step.POST_TO_ALERTMANAGER.on(told.sinkTo(sink));
  }

  private DataStream<Tuple2<String, byte[]>> read(
      StreamExecutionEnvironment environment, Step step, TopicRole role, Keying keying) {
    return step.on(
        environment.fromSource(
            endpoints.source(role, keying), WatermarkStrategy.noWatermarks(), step.uid()));
  }
}
