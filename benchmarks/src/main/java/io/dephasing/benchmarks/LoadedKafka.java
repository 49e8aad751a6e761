package io.dephasing.benchmarks;

import io.dephasing.broker.EmbeddedBroker;
import io.dephasing.connectors.kafka.TopicCreation;
import io.dephasing.connectors.kafka.TopicCreation.EventTime;
import io.dephasing.connectors.kafka.TopicRole;
import io.dephasing.connectors.kafka.Topics;
import io.dephasing.core.event.EventKind;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/** A broker in this process, with all topics, of which that of job starts is full. */
final class LoadedKafka implements AutoCloseable {
  private static final int PARTITIONS = 4;

  private final EmbeddedBroker broker;
  private final Topics topics = new Topics(Topics.DEFAULT_PREFIX, Map.of());
  private long bytes;
  private long checksum;

  private LoadedKafka(EmbeddedBroker broker) {
    this.broker = broker;
  }

  /** Starts one and writes the first events of {@link SteadyFleet}. */
  static LoadedKafka with(long events) throws InterruptedException {
    LoadedKafka kafka = new LoadedKafka(EmbeddedBroker.start());
    try {
      kafka.createTopics();
      kafka.load(events);
      return kafka;
    } catch (RuntimeException | InterruptedException e) {
      kafka.close();
      throw e;
    }
  }

  String bootstrapServers() {
    return broker.bootstrapServers();
  }

  String topic(TopicRole role) {
    return topics.of(role);
  }

  /** Bytes of all values. */
  long bytes() {
    return bytes;
  }

  /** Sum of the events' times, ms since the epoch, modulo 2^64. */
  long checksum() {
    return checksum;
  }

  @Override
  public void close() {
    broker.close();
  }

  private void createTopics() throws InterruptedException {
    Properties properties = new Properties();
    properties.setProperty(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers());
    try (Admin admin = Admin.create(properties)) {
      // The events' time is simulated: the broker's would tell of their age alone.
      new TopicCreation(PARTITIONS, Optional.empty(), EventTime.PRODUCER).create(admin, topics);
    }
  }

  private void load(long events) {
    SteadyFleet fleet = new SteadyFleet();
    String topic = topics.events(EventKind.JOB_START);
    AtomicReference<@Nullable Exception> failure = new AtomicReference<>();
    try (KafkaProducer<byte[], byte[]> producer = producer()) {
      for (long index = 0; index < events && failure.get() == null; index++) {
        byte[] value = fleet.bytes(index);
        long timeMillis = SteadyFleet.timeMillis(index);
        bytes += value.length;
        checksum += timeMillis;
        var unused =
            producer.send(
                new ProducerRecord<>(
                    topic, SteadyFleet.partition(index, PARTITIONS), timeMillis, null, value),
                (metadata, exception) -> {
                  if (exception != null) {
                    failure.compareAndSet(null, exception);
                  }
                });
      }
    }
    if (failure.get() != null) {
      throw new KafkaException("the topic cannot be filled", failure.get());
    }
  }

  private KafkaProducer<byte[], byte[]> producer() {
    Properties properties = new Properties();
    properties.setProperty(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers());
    properties.setProperty(ProducerConfig.BATCH_SIZE_CONFIG, String.valueOf(128 << 10));
    properties.setProperty(ProducerConfig.LINGER_MS_CONFIG, "5");
    properties.setProperty(ProducerConfig.COMPRESSION_TYPE_CONFIG, "none");
    // In order, even while a new topic has no leader yet.
    properties.setProperty(ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION, "1");
    return new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer());
  }
}
