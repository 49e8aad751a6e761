package io.dephasing.cli.page;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.dephasing.broker.EmbeddedBroker;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(120)
final class TailReaderIT {
  private static final int PUBLISHED = 5_000;
  private static final int TAIL = 100;
  private static final Duration MOMENT = Duration.ofMillis(100);

  private final Properties clients = new Properties();
  private EmbeddedBroker broker;

  @BeforeAll
  void start() {
    broker = EmbeddedBroker.start();
    clients.setProperty("bootstrap.servers", broker.bootstrapServers());
  }

  @AfterAll
  void stop() {
    broker.close();
  }

  private void create(String topic) throws Exception {
    try (Admin admin = Admin.create(clients)) {
      admin.createTopics(List.of(new NewTopic(topic, 1, (short) 1))).all().get();
    }
  }

  private void publish(String topic, int from, int to) {
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(clients, new ByteArraySerializer(), new ByteArraySerializer())) {
      for (int i = from; i < to; i++) {
        var unused =
            producer.send(new ProducerRecord<>(topic, Integer.toString(i).getBytes(US_ASCII)));
      }
    }
  }

  @Test
  void of_a_huge_topic_only_the_tail_is_read() throws Exception {
    create("huge");
    publish("huge", 0, PUBLISHED);
    List<Long> offsets = new ArrayList<>();
    try (TailReader reader = new TailReader(clients, List.of("huge"), TAIL, 1_000)) {
      await()
          .pollInSameThread()
          .until(
              () -> {
                assertThat(reader.read(MOMENT, record -> offsets.add(record.offset()))).isTrue();
                return offsets.size() >= TAIL;
              });
    }

    assertThat(offsets).hasSize(TAIL).startsWith((long) PUBLISHED - TAIL);
  }

  @Test
  void whoever_falls_behind_jumps_forward_and_says_how_far() throws Exception {
    create("fast");
    List<Long> offsets = new ArrayList<>();
    try (TailReader reader = new TailReader(clients, List.of("fast"), TAIL, 10)) {
      publish("fast", 0, PUBLISHED);
      await()
          .pollInSameThread()
          .until(
              () -> {
                assertThat(reader.read(MOMENT, record -> offsets.add(record.offset()))).isTrue();
                return reader.catchUp() > 0;
              });
      await()
          .pollInSameThread()
          .until(
              () -> {
                assertThat(reader.read(MOMENT, record -> offsets.add(record.offset()))).isTrue();
                return offsets.contains(PUBLISHED - 1L);
              });
    }

    assertThat(offsets).hasSizeLessThan(PUBLISHED).doesNotHaveDuplicates();
  }

  @Test
  void what_was_aborted_is_not_shown() throws Exception {
    create("aborted");
    Properties transactional = new Properties();
    transactional.putAll(clients);
    transactional.setProperty("transactional.id", "aborted");
    List<Long> offsets = new ArrayList<>();
    try (KafkaProducer<byte[], byte[]> producer =
            new KafkaProducer<>(
                transactional, new ByteArraySerializer(), new ByteArraySerializer());
        TailReader reader = new TailReader(clients, List.of("aborted"), TAIL, 10)) {
      producer.initTransactions();
      producer.beginTransaction();
      producer.send(new ProducerRecord<>("aborted", new byte[] {1})).get();
      producer.abortTransaction();
      publish("aborted", 0, 1);
      await()
          .pollInSameThread()
          .until(
              () -> {
                assertThat(reader.read(MOMENT, record -> offsets.add(record.offset()))).isTrue();
                return !offsets.isEmpty();
              });
    }

    // The mark of the abort may come before or after what was published then.
    assertThat(offsets).doesNotContain(0L).hasSize(1);
  }
}
