package io.dephasing.connectors.kafka;

import io.dephasing.connectors.event.Decoded;
import io.dephasing.connectors.event.Refusal;
import io.dephasing.core.event.Event;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * A record of an event topic with what it turned out to be. Lives within the source's subtask
 * alone, where the original bytes still are. Immutable, as long as nobody writes to the bytes.
 */
public final class SourceRecord {
  /** How Flink hands records on within a chain. */
  public static final TypeInformation<SourceRecord> TYPE =
      new OpaqueType<>(SourceRecord.class, ChainedSerializer.INSTANCE);

  private final Decoded decoded;
  private final long cappedTimeMillis;
  private final ConsumerRecord<byte[], byte[]> original;

  /**
   * A record.
   *
   * @param decoded what it turned out to be
   * @param cappedTimeMillis the event's time, but no later than the broker's, or the clock's where
   *     that is unknown (METHOD 9.8); {@link io.dephasing.core.event.Absent#MILLIS} where it is no
   *     event
   * @param original as Kafka gave it
   */
  SourceRecord(Decoded decoded, long cappedTimeMillis, ConsumerRecord<byte[], byte[]> original) {
    this.decoded = decoded;
    this.cappedTimeMillis = cappedTimeMillis;
    this.original = original;
  }

  /** What the record turned out to be. */
  public Decoded decoded() {
    return decoded;
  }

  /** The event; null where the record was refused. */
  public @Nullable Event event() {
    return decoded instanceof Decoded.Accepted accepted ? accepted.event() : null;
  }

  /** The kind of refusal; null where the record was accepted. */
  public @Nullable Refusal refusal() {
    return decoded instanceof Decoded.Refused refused ? refused.kind() : null;
  }

  /** How far the record moves its partition's time, ms; absent where it is no event. */
  public long cappedTimeMillis() {
    return cappedTimeMillis;
  }

  /** Topic that it was read from. */
  public String topic() {
    return original.topic();
  }

  /** Partition of the topic. */
  public int partition() {
    return original.partition();
  }

  /** Offset within the partition. */
  public long offset() {
    return original.offset();
  }

  /** The record's own time, ms since the epoch: the broker's or the producer's. */
  public long timestampMillis() {
    return original.timestamp();
  }

  ConsumerRecord<byte[], byte[]> original() {
    return original;
  }
}
