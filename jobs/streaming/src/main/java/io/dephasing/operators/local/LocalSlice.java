package io.dephasing.operators.local;

import io.dephasing.core.slice.Arrangement;
import io.dephasing.core.slice.EventBatch;
import io.dephasing.core.slice.RowBlocks;
import io.dephasing.core.slice.Slice;

/**
 * A slice that one subtask has open, and the events that wait to be folded into it together: each
 * time the whole slice comes into the cache anew, so the fewer times the better.
 */
final class LocalSlice {
  /** So many events wait at most; with more of them they are in no cache themselves. */
  private static final int MOST_WAITING = 512;

  private final long index;
  private final Slice slice = new Slice();
  private final EventBatch waiting;
  private final Arrangement room;

  /**
   * Nothing yet.
   *
   * @param index its minute
   * @param blocks for what waits
   * @param room to fold in; shared, for it is free between two folds
   */
  LocalSlice(long index, RowBlocks blocks, Arrangement room) {
    this.index = index;
    this.waiting = new EventBatch(blocks);
    this.room = room;
  }

  /** Its minute. */
  long index() {
    return index;
  }

  /** What is folded already. */
  Slice slice() {
    return slice;
  }

  /**
   * Takes an event in, which is folded with those that follow it.
   *
   * @param from where it stands
   * @param i which of them
   */
  void add(EventBatch from, int i, boolean isOnTime) {
    if (waiting.isHardPressed()) {
      fold();
    }
    waiting.add(from, i, isOnTime);
    if (waiting.size() == MOST_WAITING) {
      fold();
    }
  }

  void fold() {
    slice.absorb(waiting, room);
  }
}
