package io.dephasing.operators.local;

import io.dephasing.core.event.GroupKey;
import io.dephasing.core.slice.EventBatch;
import io.dephasing.core.slice.Slice;
import io.dephasing.core.slice.WaitingEvents;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** All slices that one subtask has open, and the events that wait to be folded into them. */
final class LocalGroups {
  private static final int MOST_GROUPS = 16_384;

  /** With their rows 20 MB, where none has an id or the like. */
  private static final int MOST_WAITING = 1 << 18;

  private final Map<GroupKey, LocalGroup> groups = new HashMap<>();
  private final List<LocalSlice> open = new ArrayList<>();
  private final WaitingEvents waiting = new WaitingEvents();

  /** The open slice of this group and minute, which may be a new one. */
  LocalSlice slice(GroupKey key, long index) {
    LocalGroup group = groups.get(key);
    if (group == null) {
      group = new LocalGroup(key);
      groups.put(key, group);
    }
    LocalSlice found = group.find(index);
    return found == null ? open(group, index, new Slice()) : found;
  }

  private LocalSlice open(LocalGroup group, long index, Slice slice) {
    LocalSlice opened = new LocalSlice(group, index, open.size(), slice);
    group.open(opened);
    open.add(opened);
    return opened;
  }

  /**
   * Takes an event in, which is folded with those that follow it.
   *
   * @param to one of the open slices
   * @param from where it stands, which is not to change any more
   * @param i which of them
   */
  void add(LocalSlice to, EventBatch from, int i, boolean isOnTime) {
    waiting.add(from, i, isOnTime, to.number());
    if (waiting.size() == MOST_WAITING) {
      fold();
    }
  }

  private void fold() {
    waiting.fold(open.stream().map(LocalSlice::slice).toList());
  }

  /** How many slices are open. */
  int slices() {
    return open.size();
  }

  /** How many groups are known. */
  int groups() {
    return groups.size();
  }

  /** Whether a slice of an earlier minute than this one is open. */
  boolean isOpenBefore(long end) {
    return open.stream().anyMatch(each -> each.index() < end);
  }

  /**
   * Hands slices over and lets go of them; the others stay open.
   *
   * @param end those of earlier minutes than this one
   */
  void drain(long end, Consumer<LocalSlice> sink) {
    fold();
    List<LocalSlice> before = List.copyOf(open);
    open.clear();
    before.forEach(each -> each.group().clear());
    for (LocalSlice each : before) {
      if (each.index() < end) {
        sink.accept(each);
      } else {
        open(each.group(), each.index(), each.slice());
      }
    }
    if (groups.size() > MOST_GROUPS) {
      groups.values().removeIf(LocalGroup::isEmpty);
    }
  }
}
