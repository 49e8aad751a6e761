package io.dephasing.connectors.kafka;

import io.dephasing.core.event.Absent;
import io.dephasing.core.event.PartitionProgress;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * The watermark of one partition: how far its event time has come. Only the thread of the task uses
 * it.
 */
final class PartitionTime {
  private static final long NEVER = Long.MIN_VALUE;

  private final TopicPartition partition;
  private final PartitionProgress progress;
  private long nextOffset;
  private long followedMillis = Absent.MILLIS;
  private @Nullable End end;
  private long emittedMillis = NEVER;
  private long activeAtMillis;
  private boolean hasMoved;
  private boolean isPaused;

  /**
   * Nothing was read yet.
   *
   * @param progress where it begins: nowhere
   */
  PartitionTime(
      TopicPartition partition, long startingOffset, PartitionProgress progress, long nowMillis) {
    this.partition = partition;
    this.nextOffset = startingOffset;
    this.progress = progress;
    this.activeAtMillis = nowMillis;
  }

  TopicPartition partition() {
    return partition;
  }

  /** Offset of the record that is read next; negative before the first where it is not known. */
  long nextOffset() {
    return nextOffset;
  }

  /** All that was there at this time is read, ms since the epoch; absent before it was asked. */
  long followedMillis() {
    return followedMillis;
  }

  /**
   * Records were read.
   *
   * @param lastOffset of the last one
   * @param cappedTimeMillis the largest time of those that are events and move their partition;
   *     absent where there is none
   * @param appendedMillis when the last one was appended, by the broker's clock; absent where it is
   *     not known
   */
  void read(long lastOffset, long cappedTimeMillis, long appendedMillis) {
    nextOffset = lastOffset + 1;
    followWhenRead();
    long before = progress.reachedMillis();
    progress.reachClock(appendedMillis);
    if (Absent.isGiven(cappedTimeMillis)) {
      progress.reach(cappedTimeMillis);
    }
    hasMoved |= progress.reachedMillis() > before;
  }

  /**
   * It ended at an offset when it was asked. What comes later was appended later: when it is read
   * so far, its time has come to that moment. Of two ends the nearer one holds: the farther may be
   * a mark that is no record and is never read.
   *
   * @param clockMillis when it was asked, ms since the epoch
   */
  void followAt(long offset, long clockMillis) {
    if (end == null || offset <= end.offset) {
      end = new End(offset, clockMillis);
    }
    followWhenRead();
  }

  private void followWhenRead() {
    End known = end;
    if (known != null && nextOffset >= known.offset) {
      end = null;
      followedMillis = Math.max(followedMillis, known.clockMillis);
      progress.reachClock(known.clockMillis);
    }
  }

  private record End(long offset, long clockMillis) {}

  void pause(boolean paused) {
    isPaused = paused;
  }

  /**
   * Whether its records have not moved it for the time-out. Looks at the clock once for all of them
   * since the last look.
   */
  boolean isSilent(long nowMillis, long timeoutMillis) {
    if (hasMoved) {
      hasMoved = false;
      activeAtMillis = nowMillis;
    }
    // What alignment holds back is not silent: it has not been read.
    return !isPaused && nowMillis - activeAtMillis >= timeoutMillis;
  }

  /** Whether the watermark has moved since this was last asked. */
  boolean hasAdvanced() {
    long watermark = watermarkMillis();
    boolean advanced = watermark > emittedMillis;
    emittedMillis = Math.max(emittedMillis, watermark);
    return advanced;
  }

  /** All up to it that is on time was read, ms since the epoch. */
  long watermarkMillis() {
    long complete = progress.completeMillis();
    return complete == PartitionProgress.NOWHERE ? NEVER : complete - 1;
  }
}
