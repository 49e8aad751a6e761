package io.dephasing.acceptance.job;

import io.dephasing.connectors.kafka.TopicCreation;
import io.dephasing.connectors.kafka.TopicRole;
import io.dephasing.connectors.kafka.Topics;
import io.dephasing.core.event.Absent;
import io.dephasing.core.event.Event;
import io.dephasing.core.event.EventKind;
import io.dephasing.formats.annotation.AuditRecords;
import io.dephasing.formats.event.EventWriters;
import io.dephasing.formats.record.AlertRecords;
import io.dephasing.formats.record.SliRecords;
import io.dephasing.schemas.Audit;
import io.dephasing.topology.DetectionJob;
import io.dephasing.topology.JobEnvironment;
import io.dephasing.topology.JobSettings;
import io.dephasing.topology.Options;
import io.dephasing.topology.OptionsLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.Future;
import java.util.function.ToIntFunction;
import java.util.function.UnaryOperator;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/** One run of the job on topics of its own: publish, run, read what came out. */
final class JobFixture {
  static final int PARTITIONS = 4;

  private final String bootstrapServers;
  private final String prefix;
  private final Path state;

  JobFixture(String bootstrapServers, String prefix, Path state) throws InterruptedException {
    this.bootstrapServers = bootstrapServers;
    this.prefix = prefix;
    this.state = state;
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers))) {
      new TopicCreation(PARTITIONS, Optional.of((short) 1), TopicCreation.EventTime.PRODUCER)
          .create(admin, topics());
    }
  }

  Topics topics() {
    return new Topics(prefix, Map.of());
  }

  /** All defaults on this broker, with a prefix and a state folder of its own. */
  JobSettings settings(JobSettings.Run run) {
    return OptionsLoader.defaults()
        .with(Options.BOOTSTRAP_SERVERS, bootstrapServers)
        .with(Options.TOPIC_PREFIX, prefix)
        .with(Options.CONSUMER_GROUP, prefix + "-detection")
        .with(Options.CHECKPOINT_DIRECTORY, state.toUri().toString())
        .with(Options.MAX_AGE, "3650 d") // events of tests may be of any year
        .running(run);
  }

  void publish(List<Event> events, Placement placement) throws Exception {
    publish(events, event -> placement.partition(event, PARTITIONS));
  }

  void publish(List<Event> events, ToIntFunction<Event> placement) throws Exception {
    List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
    for (Event event : events) {
      int partition = placement.applyAsInt(event);
      String topic = topics().events(event.group().kind());
      // Sent when it happened: what is sent long after is late.
      records.add(new ProducerRecord<>(topic, partition, event.timeMillis(), null, value(event)));
    }
    publish(records);
  }

  /** As `replay` publishes it: a line of a file says when the broker had it, Avro does not. */
  private static byte[] value(Event event) {
    return Absent.isGiven(event.brokerTimeMillis())
        ? EventWriters.jsonLine(event).getBytes(StandardCharsets.UTF_8)
        : EventWriters.avro(event);
  }

  void publishRaw(EventKind kind, int partition, byte[] key, byte[] value) throws Exception {
    publish(List.of(new ProducerRecord<>(topics().events(kind), partition, key, value)));
  }

  /** An annotation's bytes, or null to withdraw it. */
  void annotate(String id, byte @Nullable [] value) throws Exception {
    String topic = topics().of(TopicRole.ANNOTATIONS);
    publish(List.of(new ProducerRecord<>(topic, id.getBytes(StandardCharsets.UTF_8), value)));
  }

  /** What became of annotations, in the order of the audit. */
  List<Audit> audited() {
    return read(TopicRole.AUDIT).stream().map(each -> AuditRecords.read(each.value())).toList();
  }

  private void publish(List<ProducerRecord<byte[], byte[]>> records) throws Exception {
    try (KafkaProducer<byte[], byte[]> producer = producer()) {
      List<Future<?>> sent = new ArrayList<>();
      for (ProducerRecord<byte[], byte[]> record : records) {
        sent.add(producer.send(record));
      }
      for (Future<?> each : sent) {
        each.get();
      }
    }
  }

  KafkaProducer<byte[], byte[]> producer() {
    Properties properties = new Properties();
    properties.put("bootstrap.servers", bootstrapServers);
    properties.put("linger.ms", "20");
    // A topic that is just being created may refuse a first batch; a second one in flight would
    // overtake it.
    properties.put("max.in.flight.requests.per.connection", "1");
    properties.put("batch.size", "131072");
    return new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer());
  }

  /** Starts the job; it runs until it is cancelled. */
  static JobClient start(JobSettings settings, String name) throws Exception {
    StreamExecutionEnvironment environment =
        StreamExecutionEnvironment.createLocalEnvironment(
            1, JobEnvironment.configuration(settings));
    new DetectionJob(settings).build(environment);
    return environment.executeAsync(name);
  }

  /** Runs over all that is published, to its end, and reads what came out. */
  Published replay(int parallelism, UnaryOperator<JobSettings> change) throws Exception {
    JobSettings settings =
        change
            .apply(settings(JobSettings.Run.REPLAY))
            .with(Options.PARALLELISM, String.valueOf(parallelism));
    StreamExecutionEnvironment environment =
        StreamExecutionEnvironment.createLocalEnvironment(
            parallelism, JobEnvironment.configuration(settings));
    new DetectionJob(settings).build(environment);
    environment.execute("replay of " + prefix);
    return published();
  }

  /** All that the job has published and committed so far. */
  Published published() {
    List<ConsumerRecord<byte[], byte[]>> slis = read(TopicRole.SLIS);
    List<ConsumerRecord<byte[], byte[]>> alerts = read(TopicRole.ALERTS);
    return new Published(
        slis.stream().map(each -> SliRecords.read(each.value())).toList(),
        alerts.stream().map(each -> AlertRecords.read(each.value())).toList(),
        read(TopicRole.DEAD_LETTERS));
  }

  private List<ConsumerRecord<byte[], byte[]>> read(TopicRole role) {
    List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
    Map<TopicPartition, Long> ends = ends(role);
    try (KafkaConsumer<byte[], byte[]> consumer = consumer("read_committed")) {
      consumer.assign(ends.keySet());
      consumer.seekToBeginning(ends.keySet());
      while (ends.entrySet().stream().anyMatch(e -> consumer.position(e.getKey()) < e.getValue())) {
        consumer.poll(Duration.ofMillis(100)).forEach(records::add);
      }
    }
    return records;
  }

  /** Whether something was written that no reader of what is committed may see yet. */
  boolean hasOpenTransaction(TopicRole role) {
    try (KafkaConsumer<byte[], byte[]> consumer = consumer("read_committed")) {
      Map<TopicPartition, Long> all = ends(role);
      return !consumer.endOffsets(all.keySet()).equals(all);
    }
  }

  /**
   * Behind all that was written, open transactions included: who asks for what is committed is told
   * of the place where the first open one begins, and a commit's markers come after its answer.
   */
  private Map<TopicPartition, Long> ends(TopicRole role) {
    try (KafkaConsumer<byte[], byte[]> consumer = consumer("read_uncommitted")) {
      return consumer.endOffsets(
          consumer.partitionsFor(topics().of(role)).stream()
              .map(info -> new TopicPartition(info.topic(), info.partition()))
              .toList());
    }
  }

  private KafkaConsumer<byte[], byte[]> consumer(String isolation) {
    Properties properties = new Properties();
    properties.put("bootstrap.servers", bootstrapServers);
    properties.put("isolation.level", isolation);
    return new KafkaConsumer<>(
        properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }
}
