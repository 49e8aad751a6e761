package io.dephasing.operators.local;

import io.dephasing.core.event.GroupKey;
import io.dephasing.core.slice.Slice;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The slices of one group that one subtask has open, and the keys that they are sent under. */
final class LocalGroup {
  private final String key;
  private final String serviceKey;
  private final String kindKey;
  private final List<Open> open = new ArrayList<>(2);

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

  /** The open slice of this minute; the latest is the likeliest. */
  @Nullable Slice find(long index) {
    for (int i = open.size() - 1; i >= 0; i--) {
      if (open.get(i).index == index) {
        return open.get(i).slice;
      }
    }
    return null;
  }

  Slice open(long index) {
    Slice slice = new Slice();
    open.add(new Open(index, slice));
    return slice;
  }

  /** Hands all slices over and lets go of them. */
  void drain(Sink sink) {
    for (Open each : open) {
      sink.accept(this, each.index, each.slice);
    }
    open.clear();
  }
}
