package io.dephasing.operators.local;

import io.dephasing.core.slice.GroupedEvents;
import java.io.Serializable;
import java.util.function.BiConsumer;

/**
 * What the operators must know of a source's batches, whatever they are: records of one partition
 * each.
 *
 * @param <T> the source's batch
 * @param <L> a dead letter
 */
public interface SourceBatches<T, L> extends Serializable {
  /** The records that are events. */
  GroupedEvents events(T batch);

  /** Partition that the records were read from. */
  int partition(T batch);

  /**
   * All that was in the partition at this time was read before the batch; ms since the epoch,
   * absent where nothing is known of it.
   */
  long followedMillis(T batch);

  /**
   * When the last record of the batch was appended, be it an event or not, by the broker's clock;
   * ms since the epoch, absent where it is not known.
   */
  long lastAppendedMillis(T batch);

  /** Calls with each record that was refused: the kind of its refusal, few, for counting. */
  void forEachRefused(T batch, BiConsumer<String, L> consumer);

  /**
   * The record of an event that came too late.
   *
   * @param i which of the batch's events
   */
  L late(T batch, int i);

  /**
   * The record of an event whose group has no room.
   *
   * @param i which of the batch's events
   * @param reason for people
   */
  L overBudget(T batch, int i, String reason);
}
