package io.dephasing.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.dephasing.broker.EmbeddedBroker;
import io.dephasing.connectors.kafka.LoneSubtask;
import io.dephasing.connectors.kafka.SourceBatch;
import io.dephasing.connectors.kafka.StandardClock;
import io.dephasing.core.event.Absent;
import io.dephasing.core.event.Details;
import io.dephasing.core.event.Event;
import io.dephasing.core.event.EventKind;
import io.dephasing.core.event.GroupKey;
import io.dephasing.core.event.Instance;
import io.dephasing.core.event.RunPhase;
import io.dephasing.formats.event.EventOrigin;
import io.dephasing.formats.event.EventWriters;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.Callable;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.connector.kafka.source.split.KafkaPartitionSplit;
import org.apache.flink.core.io.InputStatus;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.TestInstance;

/** The source as Flink calls it, on a real broker. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EventSourceIT {
  private static final long NOON = 1_772_712_000_000L;
  private static final long BOUND = 2_000;
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private EmbeddedBroker broker;
  private Admin admin;
  private KafkaProducer<byte[], byte[]> producer;
  private String prefix = "";

  @BeforeAll
  void start() {
    broker = EmbeddedBroker.start();
    admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()));
    Properties properties = new Properties();
    properties.setProperty("bootstrap.servers", broker.bootstrapServers());
    producer =
        new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer());
  }

  @AfterAll
  void stop() {
    producer.close();
    admin.close();
    broker.close();
  }

  @BeforeEach
  void topic(TestInfo test) throws Exception {
    prefix = test.getTestMethod().orElseThrow().getName();
    NewTopic topic = new NewTopic(topic(), Optional.of(2), Optional.empty());
    admin.createTopics(List.of(topic)).all().get();
  }

  @Test
  void each_partition_has_its_events_and_a_watermark_of_its_own() throws Exception {
    publish(0, NOON, NOON + 1_000, NOON + 2_000);
    publish(1, NOON + 4_000, NOON + 5_000);
    try (SourceReader<SourceBatch, KafkaPartitionSplit> reader = reader(split(0, 0), split(1, 0))) {
      SourceOutputs seen = new SourceOutputs();
      poll(reader, seen, () -> seen.watermark(split(0, 0)) > 0 && seen.watermark(split(1, 0)) > 0);

      assertThat(seen.eventTimes(0)).containsExactly(NOON, NOON + 1_000, NOON + 2_000);
      assertThat(seen.eventTimes(1)).containsExactly(NOON + 4_000, NOON + 5_000);
      assertThat(seen.watermark(split(0, 0))).isEqualTo(NOON + 2_000 - BOUND - 1);
      assertThat(seen.watermark(split(1, 0))).isEqualTo(NOON + 5_000 - BOUND - 1);
    }
  }

  @Test
  void a_reader_that_waits_is_woken_by_what_comes() throws Exception {
    try (SourceReader<SourceBatch, KafkaPartitionSplit> reader = reader(split(0, 0))) {
      SourceOutputs seen = new SourceOutputs();
      assertThat(reader.pollNext(seen)).isEqualTo(InputStatus.NOTHING_AVAILABLE);
      publish(0, NOON);
      poll(reader, seen, () -> !seen.eventTimes(0).isEmpty());
      assertThat(seen.eventTimes(0)).containsExactly(NOON);
    }
  }

  @Test
  void what_is_paused_waits_and_is_there_when_it_is_resumed() throws Exception {
    try (SourceReader<SourceBatch, KafkaPartitionSplit> reader = reader(split(0, 0), split(1, 0))) {
      SourceOutputs seen = new SourceOutputs();
      publish(0, NOON);
      poll(reader, seen, () -> !seen.eventTimes(0).isEmpty());
      List<String> first = List.of(split(0, 0).splitId());
      reader.pauseOrResumeSplits(first, List.of());
      publish(0, NOON + 1);
      publish(1, NOON + 2);
      poll(reader, seen, () -> !seen.eventTimes(1).isEmpty());
      assertThat(seen.eventTimes(0)).containsExactly(NOON);

      reader.pauseOrResumeSplits(List.of(), first);
      poll(reader, seen, () -> seen.eventTimes(0).size() > 1);
      assertThat(seen.eventTimes(0)).containsExactly(NOON, NOON + 1);
    }
  }

  @Test
  void a_split_ends_where_it_should_and_the_reader_with_the_last_one() throws Exception {
    publish(0, NOON, NOON + 1, NOON + 2);
    publish(1, NOON + 3);
    KafkaPartitionSplit two = new KafkaPartitionSplit(partition(0), 0, 2);
    KafkaPartitionSplit one = new KafkaPartitionSplit(partition(1), 0, 1);
    try (SourceReader<SourceBatch, KafkaPartitionSplit> reader = reader(two, one)) {
      reader.notifyNoMoreSplits();
      SourceOutputs seen = new SourceOutputs();
      poll(reader, seen, seen::isAtEnd);
      assertThat(seen.eventTimes(0)).containsExactly(NOON, NOON + 1);
      assertThat(seen.eventTimes(1)).containsExactly(NOON + 3);
      assertThat(seen.released()).containsExactlyInAnyOrder(two.splitId(), one.splitId());
    }
  }

  @Test
  void a_snapshot_holds_what_was_handed_on_and_a_reader_goes_on_from_there() throws Exception {
    publish(0, NOON, NOON + 1);
    publish(1, NOON + 2);
    List<KafkaPartitionSplit> kept;
    try (SourceReader<SourceBatch, KafkaPartitionSplit> reader = reader(split(0, 0), split(1, 0))) {
      SourceOutputs seen = new SourceOutputs();
      poll(reader, seen, () -> seen.eventTimes(0).size() + seen.eventTimes(1).size() == 3);
      kept = reader.snapshotState(1);
    }
    assertThat(kept).extracting(KafkaPartitionSplit::getStartingOffset).contains(2L, 1L);

    publish(0, NOON + 3);
    publish(1, NOON + 4);
    try (SourceReader<SourceBatch, KafkaPartitionSplit> reader =
        reader(kept.toArray(KafkaPartitionSplit[]::new))) {
      SourceOutputs seen = new SourceOutputs();
      poll(reader, seen, () -> seen.eventTimes(0).size() + seen.eventTimes(1).size() == 2);
      assertThat(seen.eventTimes(0)).containsExactly(NOON + 3);
      assertThat(seen.eventTimes(1)).containsExactly(NOON + 4);
    }
  }

  @Test
  void tombstones_null_keys_headers_and_foreign_bytes_are_refused_or_read() throws Exception {
    byte[] key = {7};
    send(new ProducerRecord<>(topic(), 0, key, null));
    send(new ProducerRecord<>(topic(), 0, null, null));
    send(new ProducerRecord<>(topic(), 0, null, new byte[0]));
    send(new ProducerRecord<>(topic(), 0, null, new byte[] {0, 0, 0, 0, 9, 1, 2}));
    send(new ProducerRecord<>(topic(), 0, null, "héllo".getBytes(StandardCharsets.ISO_8859_1)));
    ProducerRecord<byte[], byte[]> odd = new ProducerRecord<>(topic(), 0, null, avro(NOON));
    odd.headers().add("trace", null).add("", new byte[] {-1}).add("trace", key);
    send(odd);
    try (SourceReader<SourceBatch, KafkaPartitionSplit> reader = reader(split(0, 0))) {
      SourceOutputs seen = new SourceOutputs();
      poll(reader, seen, () -> !seen.eventTimes(0).isEmpty());
      assertThat(seen.eventTimes(0)).containsExactly(NOON);
      assertThat(seen.refused()).isEqualTo(5);
      assertThat(reader.snapshotState(1))
          .extracting(KafkaPartitionSplit::getStartingOffset)
          .containsExactly(6L);
    }
  }

  @Test
  void a_broker_that_is_away_for_a_while_costs_nothing() throws Exception {
    publish(0, NOON);
    try (SourceReader<SourceBatch, KafkaPartitionSplit> reader = reader(split(0, 0))) {
      SourceOutputs seen = new SourceOutputs();
      poll(reader, seen, () -> seen.eventTimes(0).size() == 1);
      broker.stop();
      try {
        for (int i = 0; i < 10; i++) {
          reader.isAvailable().get();
          assertThat(reader.pollNext(seen)).isEqualTo(InputStatus.NOTHING_AVAILABLE);
        }
      } finally {
        broker.restart();
      }
      publish(0, NOON + 1);
      poll(reader, seen, () -> seen.eventTimes(0).size() == 2);
      assertThat(seen.eventTimes(0)).containsExactly(NOON, NOON + 1);
    }
  }

  /** As a task does it: it polls while something is there, and waits for the reader's word. */
  private static void poll(
      SourceReader<SourceBatch, KafkaPartitionSplit> reader,
      SourceOutputs seen,
      Callable<Boolean> isEnough) {
    await()
        .atMost(PATIENCE)
        .pollInSameThread()
        .pollDelay(Duration.ZERO)
        .pollInterval(Duration.ofMillis(20))
        .until(
            () -> {
              while (reader.isAvailable().isDone() && !seen.isAtEnd()) {
                InputStatus status = reader.pollNext(seen);
                seen.note(status);
                if (status != InputStatus.MORE_AVAILABLE) {
                  break;
                }
              }
              return isEnough.call();
            });
  }

  @SuppressWarnings("unchecked")
  private SourceReader<SourceBatch, KafkaPartitionSplit> reader(KafkaPartitionSplit... splits)
      throws Exception {
    JobSettings settings =
        OptionsLoader.defaults()
            .with(Options.BOOTSTRAP_SERVERS, broker.bootstrapServers())
            .with(Options.TOPIC_PREFIX, prefix)
            .with(Options.MAX_AGE, "3650 d")
            .with(Options.OUT_OF_ORDERNESS, BOUND + " ms")
            .running(new JobSettings.Run(StandardClock.NONE, EventOrigin.LIVE, false));
    var source =
        (Source<SourceBatch, KafkaPartitionSplit, ?>)
            new KafkaEndpoints(settings).sources().source(EventKind.JOB_START);
    SourceReader<SourceBatch, KafkaPartitionSplit> reader = source.createReader(new LoneSubtask());
    reader.start();
    reader.addSplits(List.of(splits));
    return reader;
  }

  private String topic() {
    return prefix + "." + EventKind.JOB_START.topic();
  }

  private TopicPartition partition(int partition) {
    return new TopicPartition(topic(), partition);
  }

  private KafkaPartitionSplit split(int partition, long offset) {
    return new KafkaPartitionSplit(partition(partition), offset);
  }

  private void publish(int partition, long... times) throws Exception {
    for (long time : times) {
      send(new ProducerRecord<>(topic(), partition, time, null, avro(time)));
    }
  }

  private void send(ProducerRecord<byte[], byte[]> record) throws Exception {
    producer.send(record).get();
  }

  private static byte[] avro(long timeMillis) {
    return EventWriters.avro(
        new Event(
            new GroupKey(EventKind.JOB_START, "shop", "sync", null),
            Instance.of("pod-1"),
            timeMillis,
            RunPhase.START,
            Absent.MILLIS,
            Details.NONE));
  }
}
