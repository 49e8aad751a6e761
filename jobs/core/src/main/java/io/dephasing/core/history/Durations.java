package io.dephasing.core.history;

import io.dephasing.core.bytes.Varints;
import io.dephasing.core.slice.DurationHistograms;
import io.dephasing.core.slice.DurationHistograms.Delay;
import io.dephasing.core.statistics.LogHistogram;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Iterator;

/**
 * How long runs last, over all settled slices, and whether ENDs are reported at all (METHOD 6.1,
 * 6.2).
 */
final class Durations implements HistoryPart {
  /** Taken for the mean before one is known (METHOD 6.2). */
  static final double UNKNOWN_MEAN_SECONDS = 60;

  /** A run is overdue after this before a duration is known (METHOD 6.1). */
  static final long UNKNOWN_OVERDUE_SECONDS = 3600;

  private static final double OVERDUE_FACTOR = 3;
  private static final int KEPT = 16;

  private final int[] histogram = new int[LogHistogram.BINS];
  private final ArrayDeque<Totals> totals = new ArrayDeque<>(2);

  /** Asked for with each slice; 0 where it has to be looked up anew. Never written. */
  private long overdueSeconds;

  /** Sums over all slices before {@code before}. */
  private record Totals(long before, long ends, long durations, long sumMillis, double p95Millis) {}

  private static final Totals NONE = new Totals(Long.MIN_VALUE, 0, 0, 0, Double.NaN);

  void add(long slice, long ends, DurationHistograms delays) {
    if (ends == 0) {
      return;
    }
    overdueSeconds = 0;
    int[] counts = delays.counts(Delay.DURATION);
    for (int i = 0; i < counts.length; i++) {
      histogram[i] += counts[i];
    }
    Totals last = totals.isEmpty() ? NONE : totals.getLast();
    totals.addLast(
        new Totals(
            slice + 1,
            last.ends + ends,
            last.durations + delays.events(Delay.DURATION),
            last.sumMillis + delays.sumMillis(Delay.DURATION),
            LogHistogram.quantileMillis(histogram, 0.95)));
    if (totals.size() > KEPT) {
      totals.removeFirst();
    }
  }

  private Totals asOf(long slice) {
    for (Iterator<Totals> latest = totals.descendingIterator(); latest.hasNext(); ) {
      Totals candidate = latest.next();
      if (candidate.before <= slice) {
        return candidate;
      }
    }
    return NONE;
  }

  /** Whether a slice before this one held an END. */
  boolean hasEnds(long slice) {
    // Each of them held ENDs: mostly the oldest that is kept tells.
    return !totals.isEmpty() && (totals.getFirst().before <= slice || asOf(slice).ends > 0);
  }

  /** Mean duration of the runs that ended before this slice, s; 60 before one is known. */
  double meanSeconds(long slice) {
    Totals known = asOf(slice);
    return known.durations == 0 ? UNKNOWN_MEAN_SECONDS : known.sumMillis / 1e3 / known.durations;
  }

  /**
   * What 95 of 100 runs that ended before this slice took no longer than, s; NaN before one is
   * known.
   */
  double p95Seconds(long slice) {
    return asOf(slice).p95Millis / 1e3;
  }

  /** Whether an END has been reported so far. */
  boolean hasEnds() {
    return !totals.isEmpty();
  }

  /**
   * After how long a run is overdue: three times the 99th percentile, an hour before one is known;
   * s.
   */
  long overdueSeconds() {
    if (overdueSeconds == 0) {
      double p99 = LogHistogram.quantileMillis(histogram, 0.99) / 1e3;
      overdueSeconds =
          Double.isNaN(p99) ? UNKNOWN_OVERDUE_SECONDS : (long) Math.ceil(OVERDUE_FACTOR * p99);
    }
    return overdueSeconds;
  }

  @Override
  public void write(DataOutput out) throws IOException {
    Varints.writeSparse(out, histogram);
    Varints.write(out, totals.size());
    for (Totals each : totals) {
      Varints.writeSigned(out, each.before);
      Varints.write(out, each.ends);
      Varints.write(out, each.durations);
      Varints.write(out, each.sumMillis);
      out.writeDouble(each.p95Millis);
    }
  }

  /** The first version knew no percentile. */
  @Override
  public void read(DataInput in, int version) throws IOException {
    Varints.readSparse(in, histogram);
    overdueSeconds = 0;
    int size = Varints.readInt(in);
    for (int i = 0; i < size; i++) {
      long before = Varints.readSigned(in);
      totals.addLast(
          new Totals(
              before,
              Varints.read(in),
              Varints.read(in),
              Varints.read(in),
              version < 2 ? Double.NaN : in.readDouble()));
    }
  }
}
