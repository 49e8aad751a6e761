package io.dephasing.connectors.kafka;

import io.dephasing.core.event.Absent;
import io.dephasing.core.event.EventFields;
import io.dephasing.core.slice.GroupedEvents;
import io.dephasing.formats.event.Decoded;
import io.dephasing.formats.event.Refusal;
import io.dephasing.types.SerializedType;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Records of one partition of an event topic, in order, with what they turned out to be. Lives
 * within the source's subtask alone, where the original bytes still are. Filled by who fetches,
 * then told how far its partition's time has come by whoever takes it in, and then only read.
 */
public final class SourceBatch {
  /** How Flink hands batches on within a chain. */
  public static final TypeInformation<SourceBatch> TYPE =
      SerializedType.withinChain(SourceBatch.class);

  private final GroupedEvents events;
  private final List<ConsumerRecord<byte[], byte[]>> originals;
  private final List<Refused> refused = new ArrayList<>(0);
  private final String topic;
  private final int partition;
  private long lastOffset;
  private long lastTimestampMillis;
  private long lastAppendedMillis = Absent.MILLIS;
  private long followedMillis = Absent.MILLIS;

  /**
   * A record that is no event.
   *
   * @param kind of the refusal
   * @param letter the record, and why
   */
  public record Refused(Refusal kind, DeadLetter letter) {}

  /**
   * Nothing yet.
   *
   * @param topic of the records
   * @param partition of the topic
   * @param expected records that there is room for; it grows when there are more
   */
  SourceBatch(String topic, int partition, int expected) {
    this.topic = topic;
    this.partition = partition;
    events = new GroupedEvents(expected);
    originals = new ArrayList<>(expected);
  }

  /**
   * The next record is an event.
   *
   * @param cappedTimeMillis the event's time, but no later than the broker's, or the clock's where
   *     that is unknown (METHOD 9.8); absent where it was sent too late to move anything
   */
  void accept(EventFields event, long cappedTimeMillis, ConsumerRecord<byte[], byte[]> original) {
    events.add(event, cappedTimeMillis);
    lastAppendedMillis = Math.max(lastAppendedMillis, event.brokerTimeMillis());
    originals.add(original);
    reach(original);
  }

  /**
   * The next record is none.
   *
   * @param appendedMillis when it was appended, by the broker's clock; absent where it is not known
   */
  void refuse(Decoded.Refused why, long appendedMillis, ConsumerRecord<byte[], byte[]> original) {
    lastAppendedMillis = Math.max(lastAppendedMillis, appendedMillis);
    refused.add(new Refused(why.kind(), DeadLetter.refused(why, original)));
    reach(original);
  }

  private void reach(ConsumerRecord<byte[], byte[]> original) {
    lastOffset = original.offset();
    lastTimestampMillis = original.timestamp();
  }

  /** How many records there are. */
  int size() {
    return events.size() + refused.size();
  }

  /** Those that are events. */
  public GroupedEvents events() {
    return events;
  }

  /** Those that are none. */
  public List<Refused> refused() {
    return refused;
  }

  /** The dead letter of an event that came after the allowed lateness. */
  public DeadLetter late(int i) {
    return DeadLetter.late(originals.get(i));
  }

  /**
   * The dead letter of an event whose group has no room.
   *
   * @param reason for people
   */
  public DeadLetter overBudget(int i, String reason) {
    return DeadLetter.overBudget(originals.get(i), reason);
  }

  /** Topic that they were read from. */
  String topic() {
    return topic;
  }

  /** Partition of the topic. */
  public int partition() {
    return partition;
  }

  /** Says up to when all of the partition was read before; absent where it is not known. */
  void follow(long clockMillis) {
    followedMillis = clockMillis;
  }

  /** Up to when all of the partition was read before, ms since the epoch; absent where unknown. */
  public long followedMillis() {
    return followedMillis;
  }

  /** The latest time at which one was appended, by the broker's clock; absent where unknown. */
  public long lastAppendedMillis() {
    return lastAppendedMillis;
  }

  /** Offset of the last one within the partition. */
  long lastOffset() {
    return lastOffset;
  }

  /** The last record's own time, ms since the epoch: the broker's or the producer's. */
  long lastTimestampMillis() {
    return lastTimestampMillis;
  }
}
