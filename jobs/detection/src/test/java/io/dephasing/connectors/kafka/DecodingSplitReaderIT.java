package io.dephasing.connectors.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.dephasing.broker.EmbeddedBroker;
import io.dephasing.core.event.EventKind;
import io.dephasing.formats.event.EventOrigin;
import io.dephasing.formats.wire.WireFormats;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Properties;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.apache.flink.connector.base.source.reader.RecordsWithSplitIds;
import org.apache.flink.connector.base.source.reader.splitreader.SplitsAddition;
import org.apache.flink.connector.kafka.source.split.KafkaPartitionSplit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.TestInstance;

/** Batches of a real broker's records: each record is in one, at its place. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DecodingSplitReaderIT {
  private static final long NOON = 1_772_712_000_000L;
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final String JUNK = "junk";

  private EmbeddedBroker broker;
  private Admin admin;
  private String topic = "";

  /** Offset by offset, what the records of a partition turned out to be, batch by batch. */
  private final Map<Integer, List<SourceBatch>> read = new TreeMap<>();

  private final List<String> finished = new ArrayList<>();

  @BeforeAll
  void start() {
    broker = EmbeddedBroker.start();
    admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()));
  }

  @AfterAll
  void stop() {
    admin.close();
    broker.close();
  }

  @BeforeEach
  void create(TestInfo test) throws Exception {
    read.clear();
    finished.clear();
    topic = test.getTestMethod().orElseThrow().getName();
    NewTopic created =
        new NewTopic(topic, Optional.of(2), Optional.empty())
            .configs(Map.of(TopicConfig.RETENTION_MS_CONFIG, "86400000"));
    admin.createTopics(List.of(created)).all().get();
  }

  @Test
  void records_are_batched_by_partition_in_their_order_with_the_last_offset() throws Exception {
    send(0, 1_300);
    send(1, 3);
    try (DecodingSplitReader reader = reader(split(0, 0), split(1, 1))) {
      fetch(reader, () -> count(0) == 1_300 && count(1) == 2);
    }
    assertThat(times(0)).isEqualTo(LongStream.range(0, 1_300).map(i -> NOON + i).boxed().toList());
    assertThat(times(1)).containsExactly(NOON + 1, NOON + 2);
    assertThat(read.get(0)).allSatisfy(batch -> assertThat(batch.size()).isBetween(1, 512));
    assertThat(last(0).lastOffset()).isEqualTo(1_299);
    assertThat(last(0).topic()).isEqualTo(topic);
  }

  @Test
  void what_is_no_event_has_its_place_in_the_batch() throws Exception {
    send(0, 2);
    sendRaw(0, JUNK);
    try (DecodingSplitReader reader = reader(split(0, 0))) {
      fetch(reader, () -> count(0) == 3);
    }
    assertThat(times(0)).containsExactly(NOON, NOON + 1);
    assertThat(last(0).lastOffset()).isEqualTo(2);
    assertThat(last(0).refused())
        .singleElement()
        .extracting(refused -> refused.letter().cause().reason())
        .asString()
        .isNotEmpty();
  }

  @Test
  void what_was_aborted_is_in_no_batch() throws Exception {
    try (KafkaProducer<byte[], byte[]> producer = producer(Map.of("transactional.id", topic))) {
      producer.initTransactions();
      producer.beginTransaction();
      producer.send(record(0, NOON + 7)).get();
      producer.abortTransaction();
    }
    send(0, 1);
    try (DecodingSplitReader reader = reader(split(0, 0))) {
      fetch(reader, () -> count(0) == 1);
    }
    assertThat(times(0)).containsExactly(NOON);
    // The mark of the abort may come before or after what was published then.
    assertThat(last(0).lastOffset()).isBetween(1L, 2L);
  }

  @Test
  void a_split_that_ends_is_told_with_its_last_records() throws Exception {
    send(0, 5);
    KafkaPartitionSplit bounded = new KafkaPartitionSplit(new TopicPartition(topic, 0), 1, 3);
    try (DecodingSplitReader reader = reader(bounded)) {
      fetch(reader, () -> !finished.isEmpty());
    }
    assertThat(finished).containsExactly(bounded.splitId());
    assertThat(times(0)).containsExactly(NOON + 1, NOON + 2);
  }

  @Test
  void a_broker_tells_how_long_a_topic_keeps_records_and_nothing_of_one_that_is_not_there() {
    EventAge age = new EventAge(topic, Optional.empty());
    assertThat(age.millis(consumer())).isEqualTo(Duration.ofDays(1).toMillis());
    assertThat(new TopicSetting("absent", TopicConfig.RETENTION_MS_CONFIG).ask(consumer(), "none"))
        .isEqualTo(OptionalLong.empty());
  }

  private interface Enough {
    boolean isReached();
  }

  private void fetch(DecodingSplitReader reader, Enough enough) {
    await()
        .atMost(PATIENCE)
        .pollInSameThread()
        .pollDelay(Duration.ZERO)
        .until(
            () -> {
              take(reader);
              return enough.isReached();
            });
  }

  private void take(DecodingSplitReader reader) {
    try {
      RecordsWithSplitIds<ConsumerRecord<byte[], byte[]>> fetched = reader.fetch();
      for (String split = fetched.nextSplit(); split != null; split = fetched.nextSplit()) {
        for (ConsumerRecord<byte[], byte[]> each = fetched.nextRecordFromSplit();
            each != null;
            each = fetched.nextRecordFromSplit()) {
          SourceBatch batch = ((DecodedBatch) each).batch();
          assertThat(each.offset()).isEqualTo(batch.lastOffset());
          assertThat(split).isEqualTo(topic + "-" + batch.partition());
          read.computeIfAbsent(batch.partition(), p -> new ArrayList<>()).add(batch);
        }
      }
      finished.addAll(fetched.finishedSplits());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private int count(int partition) {
    return read.getOrDefault(partition, List.of()).stream().mapToInt(SourceBatch::size).sum();
  }

  private List<Long> times(int partition) {
    return read.getOrDefault(partition, List.of()).stream()
        .flatMap(
            batch ->
                LongStream.range(0, batch.events().size())
                    .mapToObj(i -> batch.events().timeMillis((int) i)))
        .toList();
  }

  private SourceBatch last(int partition) {
    List<SourceBatch> batches = read.getOrDefault(partition, List.of());
    return batches.get(batches.size() - 1);
  }

  private DecodingSplitReader reader(KafkaPartitionSplit... splits) {
    LoneSubtask subtask = new LoneSubtask();
    RecordDecoder.Making making =
        new RecordDecoder.Making(
            EventKind.JOB_START,
            EventOrigin.LIVE,
            WireFormats.all(),
            List.of(),
            EventTimes.of(StandardClock.NONE, 124_000));
    DecodingSplitReader reader =
        new DecodingSplitReader(
            consumer(), subtask, new PartitionOffsets(subtask.metricGroup()), making.decoder());
    reader.handleSplitsChanges(new SplitsAddition<>(List.of(splits)));
    return reader;
  }

  private KafkaPartitionSplit split(int partition, long offset) {
    return new KafkaPartitionSplit(new TopicPartition(topic, partition), offset);
  }

  private Properties consumer() {
    Properties properties = new Properties();
    properties.setProperty("bootstrap.servers", broker.bootstrapServers());
    properties.setProperty(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    properties.setProperty(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    String bytes = ByteArrayDeserializer.class.getName();
    properties.setProperty(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, bytes);
    properties.setProperty(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, bytes);
    return properties;
  }

  private void send(int partition, int count) throws Exception {
    try (KafkaProducer<byte[], byte[]> producer = producer(Map.of())) {
      for (int i = 0; i < count; i++) {
        var unused = producer.send(record(partition, NOON + i));
      }
      producer.flush();
    }
  }

  private void sendRaw(int partition, String value) throws Exception {
    try (KafkaProducer<byte[], byte[]> producer = producer(Map.of())) {
      producer.send(new ProducerRecord<>(topic, partition, null, value.getBytes(UTF_8))).get();
    }
  }

  private ProducerRecord<byte[], byte[]> record(int partition, long timeMillis) {
    String json =
        "{\"service\":\"shop\",\"job\":\"sync\",\"instanceId\":\"pod-1\",\"phase\":\"START\",\"eventTime\":%d}"
            .formatted(timeMillis);
    return new ProducerRecord<>(topic, partition, null, json.getBytes(UTF_8));
  }

  private KafkaProducer<byte[], byte[]> producer(Map<String, Object> more) {
    Map<String, Object> properties = new TreeMap<>(more);
    properties.put("bootstrap.servers", broker.bootstrapServers());
    return new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer());
  }
}
