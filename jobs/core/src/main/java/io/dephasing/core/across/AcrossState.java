package io.dephasing.core.across;

import io.dephasing.core.alert.Alerts;
import io.dephasing.core.event.EventKind;
import io.dephasing.core.event.GroupKey;
import io.dephasing.core.group.Onset;
import io.dephasing.core.slice.Varints;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * What is known of all groups together. Mutable, owned by the one operator that sees all onsets;
 * bounded by the number of services.
 */
public final class AcrossState {
  static final long NONE = Long.MIN_VALUE;

  private final TreeMap<Long, OnsetSecond> seconds = new TreeMap<>();
  private final OnsetRates rates = new OnsetRates();
  private final TreeMap<String, Alerts> alerts = new TreeMap<>();
  private long judgedThrough = NONE;
  private long watermarkMillis = NONE;
  private long jobFirstSlice = Long.MAX_VALUE;

  void add(Onset onset) {
    seconds.computeIfAbsent(onset.second(), s -> new OnsetSecond()).add(onset);
    jobFirstSlice = Math.min(jobFirstSlice, onset.jobFirstSlice());
  }

  NavigableMap<Long, OnsetSecond> seconds() {
    return seconds;
  }

  OnsetRates rates() {
    return rates;
  }

  /** Alerts by roll-up. */
  Map<String, Alerts> alerts() {
    return alerts;
  }

  long judgedThrough() {
    return judgedThrough;
  }

  void judgedThrough(long second) {
    judgedThrough = second;
  }

  long watermarkMillis() {
    return watermarkMillis;
  }

  void watermark(long millis) {
    watermarkMillis = millis;
  }

  long jobFirstSlice() {
    return jobFirstSlice;
  }

  /**
   * The most groups of a roll-up that began within so many seconds, in positions that end between
   * two times.
   *
   * @param fromMillis first ms of the window, since the epoch
   * @param toMillis first ms behind it
   */
  public int mostTogether(GroupKey rollUp, long fromMillis, long toMillis, int widthSeconds) {
    long from = Math.floorDiv(fromMillis, 1000L);
    long to = Math.floorDiv(toMillis, 1000L);
    int most = 0;
    for (long end : seconds.subMap(from, to).keySet()) {
      int groups = 0;
      for (OnsetSecond each : seconds.subMap(end - widthSeconds + 1, end + 1).values()) {
        groups += groupsOf(rollUp, each);
      }
      most = Math.max(most, groups);
    }
    return most;
  }

  private static int groupsOf(GroupKey rollUp, OnsetSecond second) {
    if (!rollUp.isOverAll()) {
      OnsetSecond.Count count = second.byRollUp().get(rollUp.canonical());
      return count == null ? 0 : count.groups();
    }
    EventKind kind = rollUp.kind();
    int groups = 0;
    for (Map.Entry<String, OnsetSecond.Count> entry : second.byRollUp().entrySet()) {
      groups += GroupKey.parse(entry.getKey()).kind() == kind ? entry.getValue().groups() : 0;
    }
    return groups;
  }

  /** Writes what {@link #read} reads. */
  public void write(DataOutput out) throws IOException {
    out.writeLong(judgedThrough);
    out.writeLong(watermarkMillis);
    out.writeLong(jobFirstSlice);
    Varints.write(out, seconds.size());
    for (Map.Entry<Long, OnsetSecond> entry : seconds.entrySet()) {
      out.writeLong(entry.getKey());
      entry.getValue().write(out);
    }
    rates.write(out);
    Varints.write(out, alerts.size());
    for (Map.Entry<String, Alerts> entry : alerts.entrySet()) {
      out.writeUTF(entry.getKey());
      entry.getValue().write(out);
    }
  }

  /** Reads what {@link #write} wrote. */
  public static AcrossState read(DataInput in) throws IOException {
    AcrossState state = new AcrossState();
    state.judgedThrough = in.readLong();
    state.watermarkMillis = in.readLong();
    state.jobFirstSlice = in.readLong();
    for (int left = Varints.readInt(in); left > 0; left--) {
      long second = in.readLong();
      state.seconds.put(second, OnsetSecond.read(in));
    }
    state.rates.read(in);
    for (int left = Varints.readInt(in); left > 0; left--) {
      Alerts alerts = new Alerts();
      state.alerts.put(in.readUTF(), alerts);
      alerts.read(in);
    }
    return state;
  }
}
