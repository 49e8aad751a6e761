package io.dephasing.operators.local;

import io.dephasing.core.event.GroupKey;
import io.dephasing.core.slice.EventBatch;
import io.dephasing.core.slice.Slice;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The slices of one group that one subtask has open, and the keys that they are sent under. */
final class LocalGroup {
  /** So many events of a slice wait at most to be folded together. */
  private static final int MOST_WAITING = 32;

  private static final int MOST_SPARE = 2;

  private final String key;
  private final String serviceKey;
  private final String kindKey;
  private final List<Open> open = new ArrayList<>(2);

  /** Batches of slices that are gone: what comes next fills them again. */
  private final List<EventBatch> spare = new ArrayList<>(2);

  private @Nullable Open current;

  private record Open(long index, Slice slice, EventBatch waiting) {
    void fold() {
      slice.absorb(waiting);
    }
  }

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
   * @param from where it stands
   * @param i which of them
   * @return whether it is the first of its minute
   */
  boolean add(EventBatch from, int i, boolean isOnTime, long index) {
    int slices = open.size();
    Open to = at(index);
    to.waiting.add(from, i, isOnTime);
    if (to.waiting.size() >= MOST_WAITING) {
      to.fold();
    }
    return open.size() > slices;
  }

  /** Counts an event that came too late; whether it is the first of its minute. */
  boolean addLate(long index) {
    int slices = open.size();
    at(index).slice.addLate();
    return open.size() > slices;
  }

  private Open at(long index) {
    Open latest = current;
    if (latest != null && latest.index == index) {
      return latest;
    }
    Open found = find(index);
    current = found;
    return found;
  }

  private Open find(long index) {
    for (Open each : open) {
      if (each.index == index) {
        return each;
      }
    }
    EventBatch waiting = spare.isEmpty() ? new EventBatch() : spare.remove(spare.size() - 1);
    Open added = new Open(index, new Slice(), waiting);
    open.add(added);
    return added;
  }

  /** Hands all slices over and lets go of them. */
  void drain(Sink sink) {
    for (Open each : open) {
      each.fold();
      sink.accept(this, each.index, each.slice);
      if (spare.size() < MOST_SPARE) {
        spare.add(each.waiting);
      }
    }
    open.clear();
    current = null;
  }
}
