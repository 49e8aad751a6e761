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
  private final List<Open> earlier = new ArrayList<>(1);
  private long latestIndex = Long.MIN_VALUE;
  private @Nullable Slice latest;

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

  /** The open slice of this minute; almost always the one that was opened last. */
  @Nullable Slice find(long index) {
    return index == latestIndex ? latest : findEarlier(index);
  }

  private @Nullable Slice findEarlier(long index) {
    for (Open each : earlier) {
      if (each.index == index) {
        return each.slice;
      }
    }
    return null;
  }

  Slice open(long index) {
    Slice slice = new Slice();
    if (latest != null) {
      earlier.add(new Open(latestIndex, latest));
    }
    latestIndex = index;
    latest = slice;
    return slice;
  }

  /** Hands all slices over and lets go of them. */
  void drain(Sink sink) {
    for (Open each : earlier) {
      sink.accept(this, each.index, each.slice);
    }
    if (latest != null) {
      sink.accept(this, latestIndex, latest);
    }
    earlier.clear();
    latestIndex = Long.MIN_VALUE;
    latest = null;
  }
}
