package io.dephasing.core.across;

import io.dephasing.core.bytes.Varints;
import io.dephasing.core.event.GroupKey;
import io.dephasing.core.group.Onset;
import io.dephasing.core.group.OnsetSecond;
import io.dephasing.core.group.OnsetSum;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * What is known of all groups together. Mutable, owned by the one operator that sees all onsets;
 * bounded by the number of services that begin to act within a day, and of onsets in five minutes.
 */
public final class AcrossState {
  static final long NONE = Long.MIN_VALUE;

  private final TreeMap<Long, OnsetSecond> seconds = new TreeMap<>();
  private final OnsetRates rates = new OnsetRates();
  private final RollUpAlerts alerts = new RollUpAlerts();
  private long judgedThrough = NONE;
  private long watermarkMillis = NONE;
  private long jobFirstSlice = Long.MAX_VALUE;

  void add(Onset onset) {
    seconds.computeIfAbsent(onset.second(), s -> new OnsetSecond()).add(onset);
    jobFirstSlice = Math.min(jobFirstSlice, onset.jobFirstSlice());
  }

  /** Takes the sum over: the first of a second is not copied. */
  void add(OnsetSum sum) {
    OnsetSecond known = seconds.putIfAbsent(sum.second(), sum.onsets());
    if (known != null) {
      known.add(sum.onsets());
    }
    jobFirstSlice = Math.min(jobFirstSlice, sum.jobFirstSlice());
  }

  NavigableMap<Long, OnsetSecond> seconds() {
    return seconds;
  }

  OnsetRates rates() {
    return rates;
  }

  /** Alerts by roll-up. */
  RollUpAlerts alerts() {
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
    long first = from - widthSeconds + 1;
    if (to <= first) {
      return 0;
    }
    int[] groups = new int[(int) (to - first)];
    int together = 0;
    int most = 0;
    for (Map.Entry<Long, OnsetSecond> entry : seconds.subMap(first, to).entrySet()) {
      groups[(int) (entry.getKey() - first)] = entry.getValue().groups(rollUp);
    }
    for (int i = 0; i < groups.length; i++) {
      together += groups[i] - (i < widthSeconds ? 0 : groups[i - widthSeconds]);
      most = first + i < from ? most : Math.max(most, together);
    }
    return most;
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
    alerts.write(out);
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
    state.alerts.read(in);
    return state;
  }
}
