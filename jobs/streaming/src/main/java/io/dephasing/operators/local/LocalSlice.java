package io.dephasing.operators.local;

import io.dephasing.core.slice.EventBatch;
import io.dephasing.core.slice.Slice;

/**
 * A slice that one subtask has open, and the events that wait to be folded into it together.
 *
 * @param index its minute
 * @param slice what is folded already
 * @param waiting what is not
 */
record LocalSlice(long index, Slice slice, EventBatch waiting) {
  /** So many events wait at most. */
  private static final int MOST_WAITING = 64;

  /**
   * Takes an event in, which is folded with those that follow it.
   *
   * @param from where it stands
   * @param i which of them
   */
  void add(EventBatch from, int i, boolean isOnTime) {
    waiting.add(from, i, isOnTime);
    if (waiting.size() == MOST_WAITING) {
      fold();
    }
  }

  void fold() {
    slice.absorb(waiting);
  }
}
