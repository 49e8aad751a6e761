package io.dephasing.operators.local;

import io.dephasing.core.event.GroupKey;
import io.dephasing.core.slice.EventBatch;
import io.dephasing.core.slice.Slice;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;

/** All slices that one subtask has open. */
final class LocalGroups {
  private static final int MOST_GROUPS = 16_384;
  private static final int MOST_SPARE = 512;

  private final Map<GroupKey, LocalGroup> groups = new HashMap<>();

  /**
   * Batches of slices that are gone, to be filled again; the last first, which is still at hand.
   */
  private final ArrayDeque<EventBatch> spare = new ArrayDeque<>();

  private int slices;

  /** Takes a slice over. */
  @FunctionalInterface
  interface Sink {
    void accept(LocalGroup group, long index, Slice slice);
  }

  /** The open slice of this group and minute, which may be a new one. */
  LocalSlice slice(GroupKey key, long index) {
    LocalGroup group = groups.get(key);
    if (group == null) {
      group = new LocalGroup(key);
      groups.put(key, group);
    }
    LocalSlice found = group.find(index);
    return found == null ? open(group, index) : found;
  }

  private LocalSlice open(LocalGroup group, long index) {
    EventBatch waiting = spare.isEmpty() ? new EventBatch() : spare.pop();
    LocalSlice opened = new LocalSlice(index, new Slice(), waiting);
    group.open(opened);
    slices++;
    return opened;
  }

  /** How many slices are open. */
  int slices() {
    return slices;
  }

  /** Hands all slices over and lets go of them. */
  void drain(Sink sink) {
    for (LocalGroup group : groups.values()) {
      for (LocalSlice each : group.open()) {
        each.fold();
        sink.accept(group, each.index(), each.slice());
        if (spare.size() < MOST_SPARE) {
          spare.push(each.waiting());
        }
      }
      group.clear();
    }
    slices = 0;
    if (groups.size() > MOST_GROUPS) {
      groups.clear();
    }
  }
}
