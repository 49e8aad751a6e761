package io.dephasing.cli.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.dephasing.connectors.kafka.Topics;
import io.dephasing.core.event.Event;
import io.dephasing.core.event.EventKind;
import io.dephasing.formats.event.EventWriters;
import java.util.EnumMap;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/**
 * Publishes events as producers do: keyed by their group, so that a group's events stay in order.
 * What a broker refuses is thrown by the next call.
 */
public final class EventPublisher implements AutoCloseable {
  private final KafkaProducer<byte[], byte[]> producer;
  private final Map<EventKind, String> topics = new EnumMap<>(EventKind.class);
  private final AtomicReference<@Nullable Exception> failure = new AtomicReference<>();

  /**
   * A publisher.
   *
   * @param clients Kafka's own settings: bootstrap servers, security
   * @param topics names of the topics, which exist
   */
  public EventPublisher(Properties clients, Topics topics) {
    Properties properties = new Properties();
    // Large batches: what is published at once is read at once, and compresses well.
    properties.setProperty(ProducerConfig.BATCH_SIZE_CONFIG, String.valueOf(256 << 10));
    properties.setProperty(ProducerConfig.LINGER_MS_CONFIG, "5");
    properties.setProperty(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
    // One request at a time: a new topic has no leader for a moment, and of several requests that
    // are
    // refused and repeated a later one would be taken first, after which the broker takes no other.
    properties.setProperty(ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION, "1");
    properties.setProperty(ProducerConfig.BUFFER_MEMORY_CONFIG, String.valueOf(32 << 20));
    properties.putAll(clients);
    this.producer =
        new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer());
    EventKind.all().forEach(kind -> this.topics.put(kind, topics.events(kind)));
  }

  /** Publishes an event in Avro; returns before the broker has it. */
  public void publish(Event event) {
    send(
        event.group().kind(),
        event.timeMillis(),
        event.group().canonical().getBytes(UTF_8),
        EventWriters.avro(event));
  }

  /**
   * Publishes a line as it is; returns before the broker has it. One without a group goes to the
   * first partition.
   *
   * @param timeMillis the record's own time, ms since the epoch, 0 or more
   */
  public void publish(FileLine line, long timeMillis) {
    send(line.route().kind(), timeMillis, line.route().key(), line.bytes());
  }

  /** Waits until the broker has all that was published. */
  public void flush() {
    producer.flush();
    check();
  }

  /** Publishes what is on its way, and ends. */
  @Override
  public void close() {
    producer.close();
  }

  private void send(EventKind kind, long timeMillis, byte @Nullable [] key, byte[] value) {
    check();
    String topic = topics.get(kind);
    Integer partition = key == null ? 0 : null;
    var unused =
        producer.send(
            new ProducerRecord<>(topic, partition, timeMillis, key, value),
            (metadata, exception) -> {
              if (exception != null) {
                failure.compareAndSet(null, exception);
              }
            });
  }

  private void check() {
    Exception first = failure.get();
    if (first != null) {
      throw new KafkaException("events were not published: " + first.getMessage(), first);
    }
  }
}
