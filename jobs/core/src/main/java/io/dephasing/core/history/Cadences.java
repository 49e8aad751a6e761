package io.dephasing.core.history;

import io.dephasing.core.bytes.Varints;
import io.dephasing.core.slice.Schedules;
import io.dephasing.core.slice.Slice;
import io.dephasing.core.statistics.Cadence;
import io.dephasing.core.statistics.PeriodBank;
import io.dephasing.core.statistics.TimeResolution;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;

/**
 * The group's cadence: from scheduled times (METHOD 14.1) and from the period bank (METHOD 4), the
 * shorter where they disagree. Remembers when it changed, so that it can be asked as of a slice.
 */
final class Cadences implements HistoryPart {
  private static final int KEPT = 64;

  /** From the slice of the same place on the cadence is so many seconds; NaN for unknown. */
  private double[] cadences = {};

  private long[] from = {};
  private long[] scheduledTimes = {};
  private PeriodBank bank = PeriodBank.empty();

  void add(long slice, long firstSlice, Slice settled, TimeResolution resolution) {
    keepLatest(settled.schedules().scheduledTimes());
    bank = bank.plusSlice(slice, settled.counts().starts());
    double cadence =
        shorter(Cadence.seconds(scheduledTimes), dominantSeconds(slice, firstSlice, resolution));
    if (from.length == 0 || Double.compare(cadences[from.length - 1], cadence) != 0) {
      append(slice + 1, cadence);
    }
  }

  /** It rarely changes: the arrays are no longer than what they hold. */
  private void append(long slice, double cadence) {
    int dropped = from.length == KEPT ? 1 : 0;
    int size = from.length + 1 - dropped;
    from = Arrays.copyOfRange(from, dropped, size + dropped);
    cadences = Arrays.copyOfRange(cadences, dropped, size + dropped);
    from[size - 1] = slice;
    cadences[size - 1] = cadence;
  }

  private void keepLatest(long[] times) {
    if (times.length == 0) {
      return;
    }
    long[] all = Arrays.copyOf(scheduledTimes, scheduledTimes.length + times.length);
    System.arraycopy(times, 0, all, scheduledTimes.length, times.length);
    Arrays.sort(all);
    int distinct = 1;
    for (int i = 1; i < all.length; i++) {
      if (all[i] != all[distinct - 1]) {
        all[distinct++] = all[i];
      }
    }
    scheduledTimes = Arrays.copyOfRange(all, Math.max(0, distinct - Schedules.TIMES), distinct);
  }

  private static double shorter(double a, double b) {
    return Double.isNaN(a) ? b : Double.isNaN(b) ? a : Math.min(a, b);
  }

  /** Whole minutes are all at one phase of a minute, whatever the group does: that is no period. */
  private double dominantSeconds(long slice, long firstSlice, TimeResolution resolution) {
    double seconds = bank.dominantPeriodSeconds(spanSeconds(slice, firstSlice));
    return seconds <= resolution.seconds() ? Double.NaN : seconds;
  }

  /** What the bank says after this slice (METHOD 4). */
  Periods.Period period(long slice, long firstSlice, TimeResolution resolution) {
    double seconds = dominantSeconds(slice, firstSlice, resolution);
    int entry = PeriodBank.entryOf(seconds);
    return new Periods.Period(slice + 1, seconds, entry < 0 ? Double.NaN : bank.length(entry));
  }

  private static double spanSeconds(long slice, long firstSlice) {
    return (slice + 1 - firstSlice) * (double) Slice.BUCKETS;
  }

  /** The cadence that the slices before this one tell, s; NaN where unknown. */
  double asOf(long slice) {
    double cadence = Double.NaN;
    for (int i = 0; i < from.length && from[i] <= slice; i++) {
      cadence = cadences[i];
    }
    return cadence;
  }

  /** Mean phase at this period, s since the epoch modulo it; NaN where the bank has none such. */
  double phaseSeconds(double periodSeconds) {
    int entry = PeriodBank.entryOf(periodSeconds);
    return entry < 0 ? Double.NaN : bank.phaseSeconds(entry);
  }

  /** The latest scheduled time, ms since the epoch; {@link Long#MIN_VALUE} where none is known. */
  long latestScheduledMillis() {
    return scheduledTimes.length == 0 ? Long.MIN_VALUE : scheduledTimes[scheduledTimes.length - 1];
  }

  @Override
  public void write(DataOutput out) throws IOException {
    Varints.write(out, from.length);
    for (int i = 0; i < from.length; i++) {
      Varints.writeSigned(out, from[i]);
      out.writeDouble(cadences[i]);
    }
    Varints.write(out, scheduledTimes.length);
    for (long time : scheduledTimes) {
      Varints.writeSigned(out, time);
    }
    bank.write(out);
  }

  @Override
  public void read(DataInput in, int version) throws IOException {
    int size = Varints.readInt(in);
    from = new long[size];
    cadences = new double[size];
    for (int i = 0; i < size; i++) {
      from[i] = Varints.readSigned(in);
      cadences[i] = in.readDouble();
    }
    scheduledTimes = new long[Varints.readInt(in)];
    for (int i = 0; i < scheduledTimes.length; i++) {
      scheduledTimes[i] = Varints.readSigned(in);
    }
    bank = version < HistoryBytes.BURSTS ? PeriodBank.readOfSlices(in) : PeriodBank.read(in);
  }
}
