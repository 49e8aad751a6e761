package io.dephasing.core.history;

import io.dephasing.core.slice.Schedules;
import io.dephasing.core.slice.Slice;
import io.dephasing.core.slice.Varints;
import io.dephasing.core.statistics.Cadence;
import io.dephasing.core.statistics.PeriodBank;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.stream.LongStream;

/**
 * The group's cadence: from scheduled times (METHOD 14.1) and from the period bank (METHOD 4), the
 * shorter where they disagree. Remembers when it changed, so that it can be asked as of a slice.
 */
final class Cadences {
  private static final int KEPT = 64;

  private final ArrayDeque<Change> changes = new ArrayDeque<>(2);
  private long[] scheduledTimes = {};
  private PeriodBank bank = PeriodBank.empty();

  /** From this slice on the cadence is so many seconds; NaN for unknown. */
  private record Change(long from, double seconds) {}

  void add(long slice, long firstSlice, Slice settled) {
    keepLatest(settled.schedules().scheduledTimes());
    bank = bank.plusSlice(slice, settled.counts().starts());
    double cadence =
        shorter(
            Cadence.seconds(scheduledTimes),
            bank.dominantPeriodSeconds(spanSeconds(slice, firstSlice)));
    if (changes.isEmpty() || Double.compare(changes.getLast().seconds, cadence) != 0) {
      changes.addLast(new Change(slice + 1, cadence));
      if (changes.size() > KEPT) {
        changes.removeFirst();
      }
    }
  }

  private void keepLatest(long[] times) {
    long[] all =
        LongStream.concat(Arrays.stream(scheduledTimes), Arrays.stream(times))
            .sorted()
            .distinct()
            .toArray();
    scheduledTimes = Arrays.copyOfRange(all, Math.max(0, all.length - Schedules.TIMES), all.length);
  }

  private static double shorter(double a, double b) {
    return Double.isNaN(a) ? b : Double.isNaN(b) ? a : Math.min(a, b);
  }

  /** What the bank says after this slice (METHOD 4). */
  Periods.Period period(long slice, long firstSlice) {
    double seconds = bank.dominantPeriodSeconds(spanSeconds(slice, firstSlice));
    int entry = PeriodBank.entryOf(seconds);
    return new Periods.Period(slice + 1, seconds, entry < 0 ? Double.NaN : bank.length(entry));
  }

  private static double spanSeconds(long slice, long firstSlice) {
    return (slice + 1 - firstSlice) * (double) Slice.BUCKETS;
  }

  /** The cadence that the slices before this one tell, s; NaN where unknown. */
  double asOf(long slice) {
    double cadence = Double.NaN;
    for (Change change : changes) {
      if (change.from > slice) {
        break;
      }
      cadence = change.seconds;
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

  void write(DataOutput out) throws IOException {
    Varints.write(out, changes.size());
    for (Change change : changes) {
      Varints.writeSigned(out, change.from);
      out.writeDouble(change.seconds);
    }
    Varints.write(out, scheduledTimes.length);
    for (long time : scheduledTimes) {
      Varints.writeSigned(out, time);
    }
    bank.write(out);
  }

  void read(DataInput in) throws IOException {
    for (int left = Varints.readInt(in); left > 0; left--) {
      changes.addLast(new Change(Varints.readSigned(in), in.readDouble()));
    }
    scheduledTimes = new long[Varints.readInt(in)];
    for (int i = 0; i < scheduledTimes.length; i++) {
      scheduledTimes[i] = Varints.readSigned(in);
    }
    bank = PeriodBank.read(in);
  }
}
