package io.dephasing.connectors.kafka;

import io.dephasing.core.event.EventKind;
import io.dephasing.core.event.PartitionProgress.Limits;
import io.dephasing.formats.event.EventDecoder;
import io.dephasing.formats.event.EventOrigin;
import io.dephasing.formats.event.EventReaders;
import io.dephasing.formats.wire.FormatDetection;
import io.dephasing.formats.wire.WireFormats;
import io.dephasing.formats.wire.WriterSchemas;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import org.apache.avro.Schema;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.KafkaSourceBuilder;
import org.apache.flink.connector.kafka.source.KafkaSourceOptions;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** The sources of the detection job: one for each kind of event. */
public final class EventSources {
  /** How often new partitions are looked for: far below the allowed lateness. */
  private static final String DISCOVERY_MILLIS = "5000";

  private final Properties consumer;
  private final Topics topics;
  private final Reading reading;
  private final Timing timing;

  /**
   * Sources with these settings.
   *
   * @param consumer Kafka's own settings: bootstrap servers, group, security
   * @param topics names of the topics
   * @param reading what the records are
   * @param timing how time passes
   */
  public EventSources(Properties consumer, Topics topics, Reading reading, Timing timing) {
    this.consumer = new Properties();
    // A fetch is handed from thread to thread: the larger, the fewer. Memory is bounded by
    // fetch.max.bytes.
    this.consumer.setProperty(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, "5000");
    // What a producer takes back has not happened.
    this.consumer.setProperty(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    this.consumer.putAll(consumer);
    this.topics = topics;
    this.reading = reading;
    this.timing = timing;
  }

  /** The source of one kind. It emits watermarks itself: see {@link #watermarks}. */
  public Source<SourceBatch, ?, ?> source(EventKind kind) {
    Properties complete = complete(kind);
    KafkaSourceBuilder<SourceBatch> builder =
        KafkaSource.<SourceBatch>builder()
            .setProperties(complete)
            .setTopics(topics.events(kind))
            .setStartingOffsets(new StartingOffsets())
            .setDeserializer(new UnpackBatches());
    if (reading.isBounded()) {
      builder.setBounded(OffsetsInitializer.latest());
    }
    EventAge age = new EventAge(topics.events(kind), timing.maxAge());
    return new EventSource(builder.build(), timing.rule(), decoding(kind), age, complete);
  }

  /** With what the Kafka source would add, for readers are not made by it. */
  private Properties complete(EventKind kind) {
    String group = consumer.getProperty(ConsumerConfig.GROUP_ID_CONFIG);
    Properties complete = new Properties();
    complete.putAll(consumer);
    complete.setProperty(
        KafkaSourceOptions.CLIENT_ID_PREFIX.key(),
        (group == null ? "dephasing" : group) + "-" + kind.topic());
    complete.putIfAbsent(
        KafkaSourceOptions.COMMIT_OFFSETS_ON_CHECKPOINT.key(), String.valueOf(group != null));
    complete.putIfAbsent(
        KafkaSourceOptions.PARTITION_DISCOVERY_INTERVAL_MS.key(), DISCOVERY_MILLIS);
    complete.putIfAbsent(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false");
    complete.setProperty(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    String bytes = ByteArrayDeserializer.class.getName();
    complete.setProperty(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, bytes);
    complete.setProperty(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, bytes);
    return complete;
  }

  private RecordDecoder.Making decoding(EventKind kind) {
    return new RecordDecoder.Making(
        kind,
        reading.origin(),
        reading.formats(),
        reading.otherSchemas().stream().map(Schema::toString).toList(),
        timing.times());
  }

  /**
   * The strategy that goes with each source: no generator, for the source knows its partitions
   * better; alignment of all sources, so that what is ahead of the slowest stays in Kafka.
   *
   * @param drift how far a partition may run ahead
   */
  public static WatermarkStrategy<SourceBatch> watermarks(Duration drift) {
    return WatermarkStrategy.<SourceBatch>noWatermarks()
        .withWatermarkAlignment("dephasing-events", drift, Duration.ofMillis(500));
  }

  /**
   * What the records are.
   *
   * @param origin who wrote them
   * @param formats allowed wire formats
   * @param otherSchemas schemas of producers who write with their own
   * @param isBounded whether reading ends at what is there when it begins
   */
  public record Reading(
      EventOrigin origin, List<WireFormats> formats, List<Schema> otherSchemas, boolean isBounded) {
    public Reading {
      formats = List.copyOf(formats);
      otherSchemas = List.copyOf(otherSchemas);
    }

    /**
     * The same with the schemas of a directory's files.
     *
     * @throws IllegalArgumentException where one of them is no schema
     * @throws UncheckedIOException where the directory or a file cannot be read
     */
    public static Reading of(
        EventOrigin origin,
        List<WireFormats> formats,
        Optional<Path> schemaDirectory,
        boolean isBounded) {
      List<Schema> schemas = schemaDirectory.map(WriterSchemas::inDirectory).orElse(List.of());
      return new Reading(origin, formats, schemas, isBounded);
    }

    /** Reads single records as the source does, for whoever reads Kafka without Flink. */
    public EventDecoder decoder(EventKind kind) {
      return new EventDecoder(
          kind,
          origin,
          new FormatDetection(formats),
          WriterSchemas.released(EventReaders.schema(kind), otherSchemas));
    }
  }

  /**
   * How time passes.
   *
   * @param outOfOrderness how far events of a partition are out of order, 0 or more
   * @param allowedLateness beyond that, events still change their minute, 0 or more
   * @param idleTimeout silence after which a partition is asked for its end, by the clock, above 0
   * @param maxAge events that are older are refused, above 0; empty for as long as their topic
   *     keeps records, at most 7 days
   * @param clock what stands in for an unknown broker time and what quiet partitions follow; {@link
   *     StandardClock#NONE} in a replay
   */
  public record Timing(
      Duration outOfOrderness,
      Duration allowedLateness,
      Duration idleTimeout,
      Optional<Duration> maxAge,
      EventClock clock) {
    EventTimes times() {
      Limits limits =
          new Limits(outOfOrderness.toMillis(), allowedLateness.toMillis(), idleTimeout.toMillis());
      return EventTimes.of(clock, limits.lateAfterMillis());
    }

    QuietRule rule() {
      return new QuietRule(outOfOrderness.toMillis(), idleTimeout.toMillis(), clock);
    }
  }
}
