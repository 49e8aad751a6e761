package io.dephasing.operators.local;

import io.dephasing.core.event.Event;
import io.dephasing.core.event.GroupKey;
import io.dephasing.core.slice.EventBatch;
import io.dephasing.core.slice.Slice;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The slices of one group that one subtask has open, and the keys that they are sent under. */
final class LocalGroup {
  private final String key;
  private final String serviceKey;
  private final String kindKey;
  private final List<Open> open = new ArrayList<>(2);
  private final EventBatch waiting = new EventBatch();
  private long currentIndex = Long.MIN_VALUE;
  private @Nullable Slice current;

  private record Open(long index, Slice slice) {}

  /** Takes a slice over. */
  @FunctionalInterface
  interface Sink {
    void accept(LocalGroup group, long index, Slice slice);
  }

  LocalGroup(GroupKey group) {
    key = group.canonical();
    serviceKey = group.serviceRollUp().canonical();
    kindKey = group.kindRollUp().canonical();
  }

  String key() {
    return key;
  }

  String serviceKey() {
    return serviceKey;
  }

  String kindKey() {
    return kindKey;
  }

  /**
   * Takes an event in, which is folded with those that follow it.
   *
   * @return whether it is the first of its minute
   */
  boolean add(Event event, boolean isOnTime, long index) {
    boolean isFirst = index != currentIndex && turnTo(index);
    if (waiting.add(event, isOnTime)) {
      fold();
    }
    return isFirst;
  }

  /** Counts an event that came too late; whether it is the first of its minute. */
  boolean addLate(long index) {
    boolean isFirst = index != currentIndex && turnTo(index);
    slice().addLate();
    return isFirst;
  }

  /** What waits is of one minute, the current one. */
  private boolean turnTo(long index) {
    fold();
    currentIndex = index;
    for (Open each : open) {
      if (each.index == index) {
        current = each.slice;
        return false;
      }
    }
    current = new Slice();
    open.add(new Open(index, current));
    return true;
  }

  private void fold() {
    if (!waiting.isEmpty()) {
      slice().absorb(waiting);
    }
  }

  private Slice slice() {
    return Objects.requireNonNull(current);
  }

  /** Hands all slices over and lets go of them. */
  void drain(Sink sink) {
    fold();
    for (Open each : open) {
      sink.accept(this, each.index, each.slice);
    }
    open.clear();
    currentIndex = Long.MIN_VALUE;
    current = null;
  }
}
