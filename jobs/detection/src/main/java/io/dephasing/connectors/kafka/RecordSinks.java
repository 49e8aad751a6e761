package io.dephasing.connectors.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.dephasing.core.alert.AlertTransition;
import io.dephasing.core.annotation.AnnotationChange;
import io.dephasing.core.recommendation.SpreadRecommendation;
import io.dephasing.core.sli.WindowSli;
import io.dephasing.formats.annotation.AuditRecords;
import io.dephasing.formats.record.AlertRecords;
import io.dephasing.formats.record.OutputFormat;
import io.dephasing.formats.record.RecommendationRecords;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.flink.connector.kafka.sink.KafkaSink;
import org.apache.flink.connector.kafka.sink.KafkaSinkBuilder;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * The sinks of the detection job. At least once by default: ids are deterministic, so that whoever
 * keeps the highest revision has each record once. Kafka's default partitioner; the time of a
 * record is when it was published.
 */
public final class RecordSinks {
  /** The largest record that is written: twice the largest that a broker takes by default. */
  static final int LARGEST_BYTES = 2 * 1_048_588;

  /**
   * As much as LZ4 packs at once. With Kafka's 16 KiB a batch has half a dozen SLIs, whose names
   * repeat in each; more than this packs no better.
   */
  private static final String SLI_BATCH_BYTES = String.valueOf(64 << 10);

  /**
   * SLIs of all groups come one after the other at a window's end, a minute after the last: a tenth
   * of a second fills batches and is not missed.
   */
  private static final String SLI_LINGER_MILLIS = "100";

  /** Of what someone waits for. */
  private static final String LINGER_MILLIS = "5";

  /** The longest that a broker allows by default. */
  private static final String TRANSACTION_TIMEOUT_MILLIS = "900000";

  private final Properties producer;
  private final Topics topics;
  private final Optional<String> transactionalPrefix;
  private final OutputFormat format;

  /**
   * Sinks with these settings.
   *
   * @param producer Kafka's own settings: bootstrap servers, security, and what else is to be other
   *     than it is by default
   * @param topics names of the topics
   * @param transactionalPrefix for exactly once: what no other job uses; empty for at least once
   * @param format of all records but dead letters, which are as they came
   */
  public RecordSinks(
      Properties producer,
      Topics topics,
      Optional<String> transactionalPrefix,
      OutputFormat format) {
    this.format = format;
    this.producer = new Properties();
    this.producer.putAll(producer);
    this.producer.putIfAbsent(
        ProducerConfig.MAX_REQUEST_SIZE_CONFIG, String.valueOf(LARGEST_BYTES));
    // Many small records a second to few partitions: compression pays in network and disk.
    this.producer.putIfAbsent(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
    this.topics = topics;
    this.transactionalPrefix = transactionalPrefix;
  }

  /** SLIs, keyed by group. */
  public KafkaSink<WindowSli> slis() {
    String topic = topics.of(TopicRole.SLIS);
    return sink(topic, new SliSerialization(topic, format), sliProducer());
  }

  /** Transitions of alerts, keyed by fingerprint. */
  public KafkaSink<AlertTransition> alerts() {
    String topic = topics.of(TopicRole.ALERTS);
    OutputFormat written = format;
    return sink(topic, (transition, context, timestamp) -> record(topic, transition, written));
  }

  /** Recommendations, keyed by group. */
  public KafkaSink<SpreadRecommendation> recommendations() {
    String topic = topics.of(TopicRole.RECOMMENDATIONS);
    OutputFormat written = format;
    return sink(
        topic, (recommendation, context, timestamp) -> record(topic, recommendation, written));
  }

  /** What could not be counted, with its original key. */
  public KafkaSink<DeadLetter> deadLetters() {
    String topic = topics.of(TopicRole.DEAD_LETTERS);
    return sink(topic, new DeadLetterSerialization(topic, producer()));
  }

  /** What became of annotations, keyed by their id. */
  public KafkaSink<AnnotationChange> audit() {
    String topic = topics.of(TopicRole.AUDIT);
    OutputFormat written = format;
    return sink(topic, (change, context, timestamp) -> record(topic, change, written));
  }

  static ProducerRecord<byte[], byte[]> record(
      String topic, AnnotationChange change, OutputFormat format) {
    return new ProducerRecord<>(
        topic, change.id().getBytes(UTF_8), AuditRecords.bytes(change, format));
  }

  static ProducerRecord<byte[], byte[]> record(
      String topic, AlertTransition transition, OutputFormat format) {
    byte[] key = transition.identity().fingerprint().getBytes(UTF_8);
    return new ProducerRecord<>(topic, key, AlertRecords.bytes(transition, format));
  }

  static ProducerRecord<byte[], byte[]> record(
      String topic, SpreadRecommendation recommendation, OutputFormat format) {
    byte[] key = recommendation.group().canonical().getBytes(UTF_8);
    return new ProducerRecord<>(topic, key, RecommendationRecords.bytes(recommendation, format));
  }

  /** What each producer is told, to be tried before there is anything to write. */
  public List<Properties> producers() {
    List<Properties> all = List.of(sliProducer(), producer());
    if (transactionalPrefix.isPresent()) {
      for (Properties each : all) {
        each.setProperty(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, TRANSACTION_TIMEOUT_MILLIS);
        each.setProperty(ProducerConfig.TRANSACTIONAL_ID_CONFIG, transactionalPrefix.get());
      }
    }
    return all;
  }

  /** Settings of the SLIs' producer; what the user sets holds for all. */
  Properties sliProducer() {
    Properties settings = new Properties();
    settings.putAll(producer);
    settings.putIfAbsent(ProducerConfig.BATCH_SIZE_CONFIG, SLI_BATCH_BYTES);
    settings.putIfAbsent(ProducerConfig.LINGER_MS_CONFIG, SLI_LINGER_MILLIS);
    return settings;
  }

  /** Settings of the other producers. */
  Properties producer() {
    Properties settings = new Properties();
    settings.putAll(producer);
    settings.putIfAbsent(ProducerConfig.LINGER_MS_CONFIG, LINGER_MILLIS);
    return settings;
  }

  private <T> KafkaSink<T> sink(String topic, KafkaRecordSerializationSchema<T> serializer) {
    return sink(topic, serializer, producer());
  }

  private <T> KafkaSink<T> sink(
      String topic, KafkaRecordSerializationSchema<T> serializer, Properties settings) {
    KafkaSinkBuilder<T> builder =
        KafkaSink.<T>builder()
            .setKafkaProducerConfig(settings)
            .setRecordSerializer(serializer)
            .setDeliveryGuarantee(DeliveryGuarantee.AT_LEAST_ONCE);
    String servers = producer.getProperty(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG);
    if (servers != null) {
      builder.setBootstrapServers(servers);
    }
    transactionalPrefix.ifPresent(
        prefix ->
            builder
                .setDeliveryGuarantee(DeliveryGuarantee.EXACTLY_ONCE)
                .setTransactionalIdPrefix(prefix + "-" + topic)
                .setProperty(
                    ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, TRANSACTION_TIMEOUT_MILLIS));
    return builder.build();
  }
}
