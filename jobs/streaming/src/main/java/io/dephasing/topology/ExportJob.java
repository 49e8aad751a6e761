package io.dephasing.topology;

import io.dephasing.connectors.alertmanager.AlertmanagerSink;
import io.dephasing.connectors.kafka.KeyedRecords.Keying;
import io.dephasing.connectors.kafka.TopicRole;
import io.dephasing.connectors.prometheus.PrometheusSink;
import io.dephasing.core.series.Sample;
import io.dephasing.operators.export.KeepAlertsAlive;
import io.dephasing.operators.export.WriteGroupSeries;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * SLIs and alerts from Kafka to Prometheus, alerts to Alertmanager: two pipelines that share
 * nothing but the job, each with sources and offsets of its own, so that neither waits for the
 * other's sink.
 */
public final class ExportJob {
  /** The job's name in Flink. */
  public static final String NAME = "dephasing-export";

  private final JobSettings settings;

  /** A job with these settings. */
  public ExportJob(JobSettings settings) {
    this.settings = settings;
  }

  /** Reads {@code --config FILE} and runs on whatever cluster it is submitted to. */
  public static void main(String[] arguments) throws Exception {
    JobSettings settings = JobArguments.settings(arguments);
    StreamExecutionEnvironment environment =
        StreamExecutionEnvironment.getExecutionEnvironment(
            JobEnvironment.exportConfiguration(settings));
    new ExportJob(settings).build(environment);
    environment.execute(NAME);
  }

  /**
   * Builds the job.
   *
   * @throws InvalidOptionException where there is nothing to write to
   */
  public void build(StreamExecutionEnvironment environment) {
    ExportEndpoints endpoints = new ExportEndpoints(settings);
    if (!endpoints.isAny()) {
      throw new InvalidOptionException(
          Options.PROMETHEUS_URL.key(),
          "nothing",
          "to be set, or " + Options.ALERTMANAGER_URLS.key());
    }
    endpoints.prometheusSink().ifPresent(sink -> toPrometheus(environment, endpoints, sink));
    endpoints.alertmanagerSink().ifPresent(sink -> toAlertmanager(environment, endpoints, sink));
  }

  private void toPrometheus(
      StreamExecutionEnvironment environment, ExportEndpoints endpoints, PrometheusSink sink) {
    DataStream<Tuple2<String, byte[]>> slis =
        read(environment, endpoints, Step.READ_SLIS, TopicRole.SLIS, Keying.SLI_BY_GROUP);
    DataStream<Tuple2<String, byte[]>> alerts =
        read(environment, endpoints, Step.READ_ALERTS, TopicRole.ALERTS, Keying.ALERT_BY_GROUP);
    DataStream<Tuple2<String, byte[]>> recommendations =
        read(
            environment,
            endpoints,
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

  private static void toAlertmanager(
      StreamExecutionEnvironment environment, ExportEndpoints endpoints, AlertmanagerSink sink) {
    DataStream<Tuple2<String, byte[]>> alerts =
        read(
            environment,
            endpoints,
            Step.READ_ALERTS_TO_TELL,
            TopicRole.ALERTS,
            Keying.ALERT_BY_FINGERPRINT);
    DataStream<Tuple2<byte[], Long>> told =
        Step.KEEP_ALERTS_ALIVE.on(
            alerts
                .keyBy(record -> record.f0, Types.STRING)
                .process(new KeepAlertsAlive(new ExportableReader())));
    Step.POST_TO_ALERTMANAGER.on(told.sinkTo(sink));
  }

  private static DataStream<Tuple2<String, byte[]>> read(
      StreamExecutionEnvironment environment,
      ExportEndpoints endpoints,
      Step step,
      TopicRole role,
      Keying keying) {
    return step.on(
        environment.fromSource(
            endpoints.source(role, keying), WatermarkStrategy.noWatermarks(), step.uid()));
  }
}
