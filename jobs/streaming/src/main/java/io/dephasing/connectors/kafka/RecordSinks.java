package io.dephasing.connectors.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.dephasing.connectors.annotation.AuditRecords;
import io.dephasing.connectors.record.AlertRecords;
import io.dephasing.connectors.record.RecommendationRecords;
import io.dephasing.core.alert.AlertTransition;
import io.dephasing.core.annotation.AnnotationChange;
import io.dephasing.core.recommendation.Recommendation;
import io.dephasing.core.sli.Sli;
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

  /** The longest that a broker allows by default. */
  private static final String TRANSACTION_TIMEOUT_MILLIS = "900000";

  private final Properties producer;
  private final Topics topics;
  private final Optional<String> transactionalPrefix;

  /**
   * Sinks with these settings.
   *
   * @param producer Kafka's own settings: bootstrap servers, security
   * @param topics names of the topics
   * @param transactionalPrefix for exactly once: what no other job uses; empty for at least once
   */
  public RecordSinks(Properties producer, Topics topics, Optional<String> transactionalPrefix) {
    this.producer = new Properties();
    this.producer.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, String.valueOf(LARGEST_BYTES));
    this.producer.putAll(producer);
    this.topics = topics;
    this.transactionalPrefix = transactionalPrefix;
  }

  /** SLIs, keyed by group. */
  public KafkaSink<Sli> slis() {
    String topic = topics.of(TopicRole.SLIS);
    return sink(topic, new SliSerialization(topic));
  }

  /** Transitions of alerts, keyed by fingerprint. */
  public KafkaSink<AlertTransition> alerts() {
    String topic = topics.of(TopicRole.ALERTS);
    return sink(topic, (transition, context, timestamp) -> record(topic, transition));
  }

  /** Recommendations, keyed by group. */
  public KafkaSink<Recommendation> recommendations() {
    String topic = topics.of(TopicRole.RECOMMENDATIONS);
    return sink(topic, (recommendation, context, timestamp) -> record(topic, recommendation));
  }

  /** What could not be counted, with its original key. */
  public KafkaSink<DeadLetter> deadLetters() {
    String topic = topics.of(TopicRole.DEAD_LETTERS);
    return sink(topic, (letter, context, timestamp) -> DeadLetters.record(topic, letter));
  }

  /** What became of annotations, keyed by their id. */
  public KafkaSink<AnnotationChange> audit() {
    String topic = topics.of(TopicRole.AUDIT);
    return sink(topic, (change, context, timestamp) -> record(topic, change));
  }

  static ProducerRecord<byte[], byte[]> record(String topic, AnnotationChange change) {
    return new ProducerRecord<>(topic, change.id().getBytes(UTF_8), AuditRecords.bytes(change));
  }

  static ProducerRecord<byte[], byte[]> record(String topic, AlertTransition transition) {
    byte[] key = transition.identity().fingerprint().getBytes(UTF_8);
    return new ProducerRecord<>(topic, key, AlertRecords.bytes(transition));
  }

  static ProducerRecord<byte[], byte[]> record(String topic, Recommendation recommendation) {
    byte[] key = recommendation.group().canonical().getBytes(UTF_8);
    return new ProducerRecord<>(topic, key, RecommendationRecords.bytes(recommendation));
  }

  private <T> KafkaSink<T> sink(String topic, KafkaRecordSerializationSchema<T> serializer) {
    KafkaSinkBuilder<T> builder =
        KafkaSink.<T>builder()
            .setKafkaProducerConfig(producer)
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
