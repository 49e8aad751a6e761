package io.dephasing.operators.local;

import io.dephasing.core.event.GroupKey;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The open slices of one group in one subtask, and the keys under which they are sent. */
final class LocalGroup {
  private final String key;
  private final String serviceKey;
  private final String kindKey;
  private final List<LocalSlice> open = new ArrayList<>(2);
  private @Nullable LocalSlice latest;

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

  /** The open slice of this minute; null where there is none. */
  @Nullable LocalSlice find(long index) {
    LocalSlice last = latest;
    if (last == null || last.index() != index) {
      last = search(index);
    }
    return last;
  }

  private @Nullable LocalSlice search(long index) {
    for (LocalSlice each : open) {
      if (each.index() == index) {
        latest = each;
        return each;
      }
    }
    return null;
  }

  void open(LocalSlice slice) {
    open.add(slice);
    latest = slice;
  }

  /** Whether it has no slice open. */
  boolean isEmpty() {
    return open.isEmpty();
  }

  /** Lets go of all slices. */
  void clear() {
    open.clear();
    latest = null;
  }
}
