package io.dephasing.operators.local;

import io.dephasing.core.event.PartitionProgress.Timeliness;
import io.dephasing.core.slice.GroupedEvents;
import io.dephasing.types.SerializedType;
import org.apache.flink.api.common.typeinfo.TypeInformation;

/**
 * A batch of events of one partition within the operator chain, with the verdict of each step on
 * each event: on time, late, duplicate. A batch never leaves its chain, and one step at a time uses
 * it.
 */
public final class Arrivals {
  /** How Flink hands arrivals on within a chain. */
  static final TypeInformation<Arrivals> TYPE = SerializedType.withinChain(Arrivals.class);

  private static final Timeliness[] ALL = Timeliness.values();

  /** Neither placed nor, any more, to be seen. */
  private static final byte DROPPED = 0;

  private final GroupedEvents events;
  private final int partition;

  /** How each stands: {@link #DROPPED}, or 1 more than its ordinal. */
  private final byte[] timeliness;

  private final long[] sliceIndexes;

  /** These events; each is dropped until it is {@link #place placed}. */
  Arrivals(GroupedEvents events, int partition) {
    this.events = events;
    this.partition = partition;
    this.timeliness = new byte[events.size()];
    this.sliceIndexes = new long[events.size()];
  }

  /** The events, dropped ones among them. */
  GroupedEvents events() {
    return events;
  }

  /** Number of their partition. */
  int partition() {
    return partition;
  }

  /** How many there are, dropped ones among them. */
  int size() {
    return timeliness.length;
  }

  /**
   * Says how an event stands.
   *
   * @param sliceIndex minute that it counts in: its own; that its partition has come to where it is
   *     late
   */
  void place(int i, Timeliness stands, long sliceIndex) {
    timeliness[i] = (byte) (stands.ordinal() + 1);
    sliceIndexes[i] = sliceIndex;
  }

  /** Lets nobody see an event any more. */
  void drop(int i) {
    timeliness[i] = DROPPED;
  }

  boolean isDropped(int i) {
    return timeliness[i] == DROPPED;
  }

  /** How an event that is not dropped stands to its partition. */
  Timeliness timeliness(int i) {
    return ALL[timeliness[i] - 1];
  }

  /** Minute that an event counts in. */
  long sliceIndex(int i) {
    return sliceIndexes[i];
  }
}
