package io.dephasing.broker;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.BindException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 2, unit = TimeUnit.MINUTES)
class EmbeddedBrokerIT {
  private static final TopicPartition TOPIC = new TopicPartition("words", 0);

  /** One lifetime for all claims: a broker takes seconds to start. */
  @Test
  void it_serves_what_was_written_also_after_a_restart_and_leaves_nothing_behind()
      throws Exception {
    Set<Long> before = threads().keySet();
    Path directory;
    try (EmbeddedBroker broker = EmbeddedBroker.start()) {
      directory = broker.directory();
      createTopic(broker);
      send(broker, "one", Instant.parse("2001-02-03T04:05:06Z"));
      assertThat(read(broker, 1)).containsExactly("one");

      String address = broker.bootstrapServers();
      broker.stop();
      broker.restart();
      assertThat(broker.bootstrapServers()).isEqualTo(address);
      send(broker, "two", Instant.now());
      assertThat(read(broker, 2)).containsExactly("one", "two");
    }
    assertThat(Files.exists(directory)).isFalse();
    Map<Long, String> left = threads();
    left.keySet().removeAll(before);
    // The metrics library that Kafka uses keeps one pair of daemon threads a process, for ever.
    left.values().removeIf(name -> name.startsWith("metrics-meter-tick-thread"));
    assertThat(left).isEmpty();
  }

  @Test
  void a_port_that_somebody_took_is_told_from_other_failures() {
    assertThat(
            EmbeddedBroker.isPortTaken(
                new IllegalStateException(new BindException("Address already in use"))))
        .isTrue();
    assertThat(EmbeddedBroker.isPortTaken(new IllegalStateException("disk full"))).isFalse();
  }

  private static Map<Long, String> threads() {
    return Thread.getAllStackTraces().keySet().stream()
        .collect(Collectors.toMap(Thread::getId, Thread::getName));
  }

  private static void createTopic(EmbeddedBroker broker) throws Exception {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
      admin.createTopics(List.of(new NewTopic(TOPIC.topic(), 1, (short) 1))).all().get();
    }
  }

  private static void send(EmbeddedBroker broker, String word, Instant time) throws Exception {
    try (var producer =
        new KafkaProducer<>(
            Map.<String, Object>of("bootstrap.servers", broker.bootstrapServers()),
            new ByteArraySerializer(),
            new ByteArraySerializer())) {
      producer
          .send(
              new ProducerRecord<>(
                  TOPIC.topic(), 0, time.toEpochMilli(), null, word.getBytes(UTF_8)))
          .get();
    }
  }

  private static List<String> read(EmbeddedBroker broker, int count) {
    List<String> words = new ArrayList<>();
    try (var consumer =
        new KafkaConsumer<>(
            Map.<String, Object>of("bootstrap.servers", broker.bootstrapServers()),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer())) {
      consumer.assign(List.of(TOPIC));
      consumer.seekToBeginning(List.of(TOPIC));
      while (words.size() < count) {
        consumer
            .poll(Duration.ofMillis(100))
            .forEach(record -> words.add(new String(record.value(), UTF_8)));
      }
    }
    return words;
  }
}
