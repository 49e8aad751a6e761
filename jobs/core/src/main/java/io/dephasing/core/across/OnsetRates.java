package io.dephasing.core.across;

import io.dephasing.core.bytes.Varints;
import io.dephasing.core.event.GroupKey;
import io.dephasing.core.group.OnsetSecond;
import io.dephasing.core.history.GroupHistory;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * Onsets by minute over a day, of all groups and of each service. A service without any for a day
 * is forgotten.
 */
final class OnsetRates {
  private static final long HORIZON = GroupHistory.DAY + 32;

  private final Map<String, Rate> byService = new HashMap<>();
  private long forgotten = Long.MIN_VALUE;

  private static final class Rate {
    private final OnsetCounts minutes = new OnsetCounts(HORIZON);
    private long openSlice = Long.MIN_VALUE;
    private long openCount;

    void add(long slice, int groups) {
      if (slice != openSlice) {
        close();
        openSlice = slice;
      }
      openCount += groups;
    }

    private void close() {
      if (openCount > 0) {
        minutes.add(openSlice, openCount);
      }
      openCount = 0;
    }

    long sum(long first, long end) {
      boolean isOpenInside = openSlice >= first && openSlice < end;
      return minutes.sum(first, end) + (isOpenInside ? openCount : 0);
    }
  }

  /** Counts groups that began in a slice; in order of time. */
  void add(long slice, OnsetSecond second) {
    second.byRollUp().forEach((rollUp, count) -> rate(rollUp.service()).add(slice, count.groups()));
    rate(GroupKey.ALL).add(slice, second.groups());
  }

  private Rate rate(String service) {
    return byService.computeIfAbsent(service, s -> new Rate());
  }

  void forgetBefore(long slice) {
    if (slice > forgotten) {
      forgotten = slice;
      byService.values().removeIf(rate -> rate.openSlice < slice);
    }
  }

  /** Onsets of a service, or of all, in the slices from first to before end. */
  long sum(String service, long first, long end) {
    Rate rate = byService.get(service);
    return rate == null ? 0 : rate.sum(first, end);
  }

  void write(DataOutput out) throws IOException {
    Varints.write(out, byService.size());
    for (Map.Entry<String, Rate> entry : new TreeMap<>(byService).entrySet()) {
      out.writeUTF(entry.getKey());
      out.writeLong(entry.getValue().openSlice);
      Varints.write(out, entry.getValue().openCount);
      entry.getValue().minutes.write(out);
    }
  }

  void read(DataInput in) throws IOException {
    for (int left = Varints.readInt(in); left > 0; left--) {
      Rate rate = new Rate();
      byService.put(in.readUTF(), rate);
      rate.openSlice = in.readLong();
      rate.openCount = Varints.read(in);
      rate.minutes.read(in);
    }
  }
}
