package io.dephasing.operators.local;

import io.dephasing.core.event.GroupKey;
import io.dephasing.core.slice.Arrangement;
import io.dephasing.core.slice.RowBlocks;
import io.dephasing.core.slice.Slice;
import java.util.HashMap;
import java.util.Map;

/** All slices that one subtask has open. */
final class LocalGroups {
  private static final int MOST_GROUPS = 16_384;

  /**
   * Blocks of 32 waiting events: 37 MB. Beyond that each slice has one at most, with 8,192 slices
   * 19 MB more.
   */
  private static final int MOST_BLOCKS = 16_384;

  private final Map<GroupKey, LocalGroup> groups = new HashMap<>();

  private final RowBlocks blocks = new RowBlocks(MOST_BLOCKS);
  private final Arrangement room = new Arrangement();
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
    LocalSlice opened = new LocalSlice(index, blocks, room);
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
      }
      group.clear();
    }
    slices = 0;
    blocks.trim();
    if (groups.size() > MOST_GROUPS) {
      groups.clear();
    }
  }
}
