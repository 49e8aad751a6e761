package io.dephasing.connectors.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.dephasing.broker.EmbeddedBroker;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.TestInstance;

/** Offsets of a real broker: not each of them is a record. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class KafkaEndOffsetsIT {
  private static final long EARLIEST = -2;

  private EmbeddedBroker broker;
  private Admin admin;
  private KafkaEndOffsets committed;
  private KafkaEndOffsets uncommitted;

  @BeforeAll
  void start() {
    broker = EmbeddedBroker.start();
    admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()));
    committed = ends("read_committed");
    uncommitted = ends("read_uncommitted");
  }

  @AfterAll
  void stop() {
    committed.close();
    uncommitted.close();
    admin.close();
    broker.close();
  }

  @Test
  void an_empty_partition_is_read_from_the_start(TestInfo test) throws Exception {
    TopicPartition partition = partition(test);
    awaitRead(committed, partition, EARLIEST);
    awaitRead(committed, partition, 0);
  }

  @Test
  void what_lies_beyond_the_position_is_to_be_read(TestInfo test) throws Exception {
    TopicPartition partition = partition(test);
    send(partition, 2);
    assertThat(isRead(committed, partition, EARLIEST)).isFalse();
    assertThat(isRead(committed, partition, 1)).isFalse();
    awaitRead(committed, partition, 2);
  }

  @Test
  void the_mark_of_a_commit_is_no_record(TestInfo test) throws Exception {
    TopicPartition partition = partition(test);
    try (KafkaProducer<byte[], byte[]> producer = begin(partition, 2)) {
      producer.commitTransaction();
      awaitEnd(partition, 3);
    }
    for (EndOffsets ends : List.of(committed, uncommitted)) {
      assertThat(isRead(ends, partition, 1)).isFalse();
      awaitRead(ends, partition, 2);
    }
  }

  @Test
  void what_was_aborted_is_no_record_for_who_reads_what_is_committed(TestInfo test)
      throws Exception {
    TopicPartition partition = partition(test);
    try (KafkaProducer<byte[], byte[]> producer = begin(partition, 2)) {
      producer.abortTransaction();
      awaitEnd(partition, 3);
    }
    awaitRead(committed, partition, EARLIEST);
    awaitRead(committed, partition, 0);
    assertThat(isRead(uncommitted, partition, 0)).isFalse();
  }

  @Test
  void an_open_transaction_is_quiet_until_it_is_committed(TestInfo test) throws Exception {
    TopicPartition partition = partition(test);
    try (KafkaProducer<byte[], byte[]> producer = begin(partition, 2)) {
      awaitRead(committed, partition, 0);
      assertThat(isRead(uncommitted, partition, 0)).isFalse();
      producer.commitTransaction();
      awaitEnd(partition, 3);
      assertThat(isRead(committed, partition, 0)).isFalse();
    }
  }

  @Test
  void a_record_behind_an_open_transaction_waits_with_it(TestInfo test) throws Exception {
    TopicPartition partition = partition(test);
    try (KafkaProducer<byte[], byte[]> producer = begin(partition, 1)) {
      send(partition, 1);
      awaitRead(committed, partition, 0);
      producer.abortTransaction();
      awaitEnd(partition, 3);
      assertThat(isRead(committed, partition, 0)).isFalse();
      awaitRead(committed, partition, 2);
    }
  }

  @Test
  void a_gap_that_was_looked_into_hides_nothing_that_comes_later(TestInfo test) throws Exception {
    TopicPartition partition = partition(test);
    try (KafkaProducer<byte[], byte[]> producer = begin(partition, 1)) {
      producer.abortTransaction();
      awaitEnd(partition, 2);
    }
    awaitRead(committed, partition, 0);
    assertThat(isRead(committed, partition, 0)).as("asked again").isTrue();
    send(partition, 1);
    assertThat(isRead(committed, partition, 0)).isFalse();
  }

  @Test
  void what_is_left_to_read_ends_where_the_partition_does(TestInfo test) throws Exception {
    TopicPartition partition = partition(test);
    send(partition, 3);
    assertThat(committed.of(Map.of(partition, 1L)).get(30, TimeUnit.SECONDS))
        .containsExactly(Map.entry(partition, 3L));
  }

  @Test
  void all_partitions_of_a_topic_can_be_asked_for(TestInfo test) throws Exception {
    TopicPartition read = partition(test, 3);
    send(read, 2);
    TopicPartition unread = new TopicPartition(read.topic(), 1);
    send(unread, 1);
    assertThat(committed.ofTopic(read.topic(), Map.of(read, 2L)).get(30, TimeUnit.SECONDS))
        .containsOnly(
            Map.entry(read, 2L),
            Map.entry(unread, 1L),
            Map.entry(new TopicPartition(read.topic(), 2), -1L));
  }

  @Test
  void an_aborted_transaction_of_several_batches_is_no_record(TestInfo test) throws Exception {
    TopicPartition partition = partition(test);
    try (KafkaProducer<byte[], byte[]> producer = begin(partition, 5)) {
      producer.abortTransaction();
      awaitEnd(partition, 6);
    }
    awaitRead(committed, partition, 0);
  }

  @Test
  void what_was_deleted_is_not_waited_for(TestInfo test) throws Exception {
    TopicPartition partition = partition(test);
    send(partition, 3);
    admin.deleteRecords(Map.of(partition, RecordsToDelete.beforeOffset(3))).all().get();
    awaitRead(committed, partition, EARLIEST);
    awaitRead(committed, partition, 1);
    send(partition, 1);
    assertThat(isRead(committed, partition, EARLIEST)).isFalse();
  }

  @Test
  void a_broker_that_is_gone_says_of_nothing_that_it_is_read(TestInfo test) throws Exception {
    TopicPartition partition = partition(test);
    awaitRead(committed, partition, 0);
    broker.stop();
    try {
      assertThat(isRead(committed, partition, 0)).isFalse();
    } finally {
      broker.restart();
    }
    awaitRead(committed, partition, 0);
  }

  /** The mark that ends a transaction comes after the broker's answer. */
  private void awaitEnd(TopicPartition partition, long end) {
    Map<TopicPartition, OffsetSpec> latest = Map.of(partition, OffsetSpec.latest());
    ListOffsetsOptions committedOnly = new ListOffsetsOptions(IsolationLevel.READ_COMMITTED);
    await()
        .until(
            () ->
                admin.listOffsets(latest, committedOnly).partitionResult(partition).get().offset()
                    == end);
  }

  /** A glance that ends too soon, on a machine with more to do, says nothing yet. */
  private static void awaitRead(EndOffsets ends, TopicPartition partition, long position) {
    await().until(() -> isRead(ends, partition, position));
  }

  private static boolean isRead(EndOffsets ends, TopicPartition partition, long position)
      throws Exception {
    Long target = ends.of(Map.of(partition, position)).get(30, TimeUnit.SECONDS).get(partition);
    return target != null && target == position;
  }

  private KafkaEndOffsets ends(String isolation) {
    Properties properties = new Properties();
    properties.setProperty("bootstrap.servers", broker.bootstrapServers());
    properties.setProperty("isolation.level", isolation);
    return new KafkaEndOffsets(properties, "ends-" + isolation);
  }

  private TopicPartition partition(TestInfo test) throws Exception {
    return partition(test, 1);
  }

  private TopicPartition partition(TestInfo test, int count) throws Exception {
    String topic = test.getTestMethod().orElseThrow().getName();
    NewTopic created = new NewTopic(topic, Optional.of(count), Optional.empty());
    admin.createTopics(List.of(created)).all().get();
    return new TopicPartition(topic, 0);
  }

  /** A transaction that holds so many records. */
  private KafkaProducer<byte[], byte[]> begin(TopicPartition partition, int count)
      throws Exception {
    KafkaProducer<byte[], byte[]> producer =
        producer(Map.of("transactional.id", partition.topic(), "linger.ms", "0"));
    producer.initTransactions();
    producer.beginTransaction();
    send(producer, partition, count);
    return producer;
  }

  private void send(TopicPartition partition, int count) throws Exception {
    try (KafkaProducer<byte[], byte[]> producer = producer(Map.of())) {
      send(producer, partition, count);
    }
  }

  private static void send(
      KafkaProducer<byte[], byte[]> producer, TopicPartition partition, int count)
      throws Exception {
    byte[] value = "any".getBytes(StandardCharsets.UTF_8);
    for (int i = 0; i < count; i++) {
      producer
          .send(new ProducerRecord<>(partition.topic(), partition.partition(), null, value))
          .get();
    }
  }

  private KafkaProducer<byte[], byte[]> producer(Map<String, String> more) {
    Properties properties = new Properties();
    properties.setProperty("bootstrap.servers", broker.bootstrapServers());
    properties.putAll(more);
    return new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer());
  }
}
