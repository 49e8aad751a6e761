package io.dephasing.export;

import io.dephasing.connectors.kafka.TopicRole;
import io.dephasing.export.alertmanager.AlertmanagerSink;
import io.dephasing.export.kafka.KeyedRecords.Keying;
import io.dephasing.export.operator.KeepAlertsAlive;
import io.dephasing.export.operator.WriteAnnotationSeries;
import io.dephasing.export.operator.WriteGroupSeries;
import io.dephasing.export.prometheus.PrometheusSink;
import io.dephasing.export.series.Sample;
import io.dephasing.topology.InvalidOptionException;
import io.dephasing.topology.JobArguments;
import io.dephasing.topology.JobEnvironment;
import io.dephasing.topology.JobSettings;
import io.dephasing.topology.Options;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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
    PROMETHEUS("prometheus"),
    ALERTMANAGER("alertmanager");

    private final String id;

    Destination(String id) {
      this.id = id;
    }

    /** How people name it. */
    public String id() {
      return id;
    }

    /** Name of its job in Flink. */
    public String job() {
      return "dephasing-export-" + id;
    }
  }

  /**
   * Reads {@code --config FILE} and {@code --destination NAME}, and runs that job on whatever
   * cluster it is submitted to; the name may be left out where one destination is configured.
   */
  public static void main(String[] arguments) throws Exception {
    JobArguments given = JobArguments.of(arguments);
    ExportJob export = new ExportJob(given.settings());
    Destination destination = export.destination(given.destination());
    StreamExecutionEnvironment environment =
        StreamExecutionEnvironment.getExecutionEnvironment(
            JobEnvironment.exportConfiguration(given.settings()));
    export.build(environment, destination);
    environment.execute(destination.job());
  }

  /** The one that is named, or the only one: a job has one savepoint, and so has a destination. */
  private Destination destination(Optional<String> name) {
    List<Destination> configured = destinations();
    for (Destination destination : configured) {
      if (name.isPresent() ? destination.id().equals(name.get()) : configured.size() == 1) {
        return destination;
      }
    }
    throw new InvalidOptionException(
        JobArguments.DESTINATION,
        name.orElse("nothing"),
        String.join(" or ", configured.stream().map(Destination::id).toList()));
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
        read(environment, ExportStep.READ_SLIS, TopicRole.SLIS, Keying.SLI_BY_GROUP);
    DataStream<Tuple2<String, byte[]>> alerts =
        read(environment, ExportStep.READ_ALERTS, TopicRole.ALERTS, Keying.ALERT_BY_GROUP);
    DataStream<Tuple2<String, byte[]>> recommendations =
        read(
            environment,
            ExportStep.READ_RECOMMENDATIONS,
            TopicRole.RECOMMENDATIONS,
            Keying.RECOMMENDATION_BY_GROUP);
    int mostSeries = Options.PROMETHEUS_SERIES.required(settings.options());
    DataStream<Sample> samples =
        ExportStep.WRITE_GROUP_SERIES.on(
            slis.union(alerts, recommendations)
                .keyBy(record -> record.f0, Types.STRING)
                .process(
                    new WriteGroupSeries(
                        new ExportableReader(),
                        Options.PROMETHEUS_GROUP_SERIES.required(settings.options()),
                        mostSeries)));
    ExportStep.WRITE_TO_PROMETHEUS.on(samples.union(annotations(environment)).sinkTo(sink));
  }

  private DataStream<Sample> annotations(StreamExecutionEnvironment environment) {
    return ExportStep.WRITE_ANNOTATION_SERIES.on(
        read(environment, ExportStep.READ_AUDIT, TopicRole.AUDIT, Keying.AUDIT_BY_LINE)
            .keyBy(record -> record.f0, Types.STRING)
            .process(new WriteAnnotationSeries(new AuditReader())));
  }

  private void toAlertmanager(StreamExecutionEnvironment environment, AlertmanagerSink sink) {
    DataStream<Tuple2<String, byte[]>> alerts =
        read(
            environment,
            ExportStep.READ_ALERTS_TO_TELL,
            TopicRole.ALERTS,
            Keying.ALERT_BY_FINGERPRINT);
    DataStream<Tuple2<byte[], Long>> told =
        ExportStep.KEEP_ALERTS_ALIVE.on(
            alerts
                .keyBy(record -> record.f0, Types.STRING)
                .process(new KeepAlertsAlive(new ExportableReader())));
    ExportStep.POST_TO_ALERTMANAGER.on(told.sinkTo(sink));
  }

  private DataStream<Tuple2<String, byte[]>> read(
      StreamExecutionEnvironment environment, ExportStep step, TopicRole role, Keying keying) {
    return step.on(
        environment.fromSource(
            endpoints.source(role, keying), WatermarkStrategy.noWatermarks(), step.uid()));
  }
}
