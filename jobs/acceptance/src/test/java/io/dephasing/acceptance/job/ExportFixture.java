package io.dephasing.acceptance.job;

import io.dephasing.connectors.kafka.TopicCreation;
import io.dephasing.connectors.kafka.TopicRole;
import io.dephasing.connectors.kafka.Topics;
import io.dephasing.export.ExportJob;
import io.dephasing.formats.record.RecordBytes;
import io.dephasing.schemas.Alert;
import io.dephasing.schemas.Sli;
import io.dephasing.topology.JobEnvironment;
import io.dephasing.topology.JobSettings;
import io.dephasing.topology.Options;
import io.dephasing.topology.OptionsLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.Future;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** One run of the export job on topics of its own. */
final class ExportFixture implements AutoCloseable {
  private static final RecordBytes<Sli> SLIS = new RecordBytes<>(Sli.class, Sli.getClassSchema());
  private static final RecordBytes<Alert> ALERTS =
      new RecordBytes<>(Alert.class, Alert.getClassSchema());

  private final String bootstrapServers;
  private final String prefix;
  private final Path state;
  private final KafkaProducer<byte[], byte[]> producer;

  ExportFixture(String bootstrapServers, String prefix, Path state) throws InterruptedException {
    this.bootstrapServers = bootstrapServers;
    this.prefix = prefix;
    this.state = state;
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers))) {
      new TopicCreation(1, Optional.of((short) 1), TopicCreation.EventTime.PRODUCER)
          .create(admin, topics());
    }
    Properties properties = new Properties();
    properties.put("bootstrap.servers", bootstrapServers);
    properties.put("linger.ms", "5");
    this.producer =
        new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer());
  }

  Topics topics() {
    return new Topics(prefix, Map.of());
  }

  /** Defaults on this broker; where to write is for the test to say. */
  JobSettings settings() {
    return settings(bootstrapServers, prefix, state);
  }

  static JobSettings settings(String bootstrapServers, String prefix, Path state) {
    return OptionsLoader.defaults()
        .with(Options.BOOTSTRAP_SERVERS, bootstrapServers)
        .with(Options.TOPIC_PREFIX, prefix)
        .with(Options.EXPORT_GROUP, prefix + "-export")
        .with(Options.CHECKPOINT_DIRECTORY, state.toUri().toString())
        .with(Options.CHECKPOINT_INTERVAL, "1 s");
  }

  static JobClient start(JobSettings settings) throws Exception {
    StreamExecutionEnvironment environment =
        StreamExecutionEnvironment.createLocalEnvironment(
            1, JobEnvironment.exportConfiguration(settings));
    ExportJob export = new ExportJob(settings);
    export.destinations().forEach(destination -> export.build(environment, destination));
    return environment.executeAsync("export");
  }

  void publish(Sli sli) throws Exception {
    publish(TopicRole.SLIS, sli.getGroupKey(), SLIS.write(sli));
  }

  void publishSlis(List<Sli> slis) throws Exception {
    List<Future<?>> sent = new ArrayList<>();
    for (Sli sli : slis) {
      sent.add(producer.send(record(TopicRole.SLIS, sli.getGroupKey(), SLIS.write(sli))));
    }
    for (Future<?> each : sent) {
      each.get();
    }
  }

  void publish(Alert alert) throws Exception {
    publish(TopicRole.ALERTS, alert.getFingerprint(), ALERTS.write(alert));
  }

  void publish(TopicRole role, String key, byte[] value) throws Exception {
    producer.send(record(role, key, value)).get();
  }

  private ProducerRecord<byte[], byte[]> record(TopicRole role, String key, byte[] value) {
    return new ProducerRecord<>(topics().of(role), key.getBytes(StandardCharsets.UTF_8), value);
  }

  @Override
  public void close() {
    producer.close();
  }
}
