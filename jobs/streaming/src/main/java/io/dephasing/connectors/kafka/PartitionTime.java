package io.dephasing.connectors.kafka;

import io.dephasing.core.event.Absent;
import org.apache.kafka.common.TopicPartition;

/** How far the time of one partition has come. Of the task's thread. */
final class PartitionTime {
  private static final long NEVER = Long.MIN_VALUE;

  private final TopicPartition partition;
  private long nextOffset;
  private long largestTimeMillis = NEVER;
  private long followedMillis = NEVER;
  private long emittedMillis = NEVER;
  private long activeAtMillis;
  private boolean hasNewEvents;
  private boolean isPaused;

  PartitionTime(TopicPartition partition, long startingOffset, long nowMillis) {
    this.partition = partition;
    this.nextOffset = startingOffset;
    this.activeAtMillis = nowMillis;
  }

  TopicPartition partition() {
    return partition;
  }

  /** Offset of the record that is read next; negative before the first where it is not known. */
  long nextOffset() {
    return nextOffset;
  }

  /**
   * A record was read.
   *
   * @param offset its offset
   * @param cappedTimeMillis its time; absent where it is no event, which moves no time
   */
  void read(long offset, long cappedTimeMillis) {
    nextOffset = offset + 1;
    if (Absent.isGiven(cappedTimeMillis)) {
      hasNewEvents = true;
      largestTimeMillis = Math.max(largestTimeMillis, cappedTimeMillis);
    }
  }

  /** Nothing was left to read at a time: nothing older than this can still be on time. */
  void follow(long watermarkMillis) {
    followedMillis = Math.max(followedMillis, watermarkMillis);
  }

  void pause(boolean paused) {
    isPaused = paused;
  }

  /** Looks at the clock once for all events since the last look. */
  boolean isSilent(long nowMillis, long timeoutMillis) {
    if (hasNewEvents) {
      hasNewEvents = false;
      activeAtMillis = nowMillis;
    }
    // What alignment holds back is not silent: it has not been read.
    return !isPaused && nowMillis - activeAtMillis >= timeoutMillis;
  }

  /** Whether the watermark has moved since this was last asked. */
  boolean hasAdvanced(long boundMillis) {
    long watermark = watermarkMillis(boundMillis);
    boolean advanced = watermark > emittedMillis;
    emittedMillis = Math.max(emittedMillis, watermark);
    return advanced;
  }

  /** Largest time less the bound less 1 ms, or what it follows where that is more. */
  long watermarkMillis(long boundMillis) {
    long fromEvents = largestTimeMillis == NEVER ? NEVER : largestTimeMillis - boundMillis - 1;
    return Math.max(fromEvents, followedMillis);
  }
}
