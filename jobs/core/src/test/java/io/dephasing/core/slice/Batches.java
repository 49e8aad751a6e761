package io.dephasing.core.slice;

import io.dephasing.core.event.Event;

/** Batches of one event, for tests of single components. */
final class Batches {
  private Batches() {}

  /** The event alone. */
  static EventBatch of(Event event, boolean isOnTime) {
    EventBatch batch = new EventBatch();
    batch.add(event, isOnTime);
    return batch;
  }
}
