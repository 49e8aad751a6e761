package io.dephasing.core.slice;

import io.dephasing.core.bytes.Varints;
import io.dephasing.core.event.Absent;
import io.dephasing.core.statistics.Moments;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** Retries by attempt, with the moments that tell whether backoff is jittered (METHOD 6.4). */
public final class Attempts extends SliceComponent<Attempts> {
  /** The last one is this attempt and all after it. */
  public static final int LAST = 8;

  /**
   * Counts and sums by attempt: n, Σx, Σx² (ms since the slice's start), n and Σ of planned backoff
   * (ms).
   */
  private enum Sum {
    EVENTS,
    MILLIS,
    SQUARES,
    BACKOFFS,
    BACKOFF_MILLIS
  }

  private static final int SUMS = Sum.values().length;

  /** Shared by all that hold no retry; never written to. */
  private static final long[] NOTHING = new long[LAST * SUMS];

  private long[] sums = NOTHING;
  private long retries;

  @Override
  void fold(Arrangement events) {
    for (int i = 0; i < events.size(); i++) {
      if (events.batch().attempt(i) > 0) {
        add(events.batch(), i, events.millis(i));
      }
    }
  }

  private void add(EventBatch batch, int i, long x) {
    int row = Math.min(batch.attempt(i), LAST) - 1;
    retries++;
    sums = own(sums);
    sums[at(row, Sum.EVENTS)]++;
    sums[at(row, Sum.MILLIS)] += x;
    sums[at(row, Sum.SQUARES)] += x * x;
    if (Absent.isGiven(batch.backoffMillis(i))) {
      sums[at(row, Sum.BACKOFFS)]++;
      sums[at(row, Sum.BACKOFF_MILLIS)] += batch.backoffMillis(i);
    }
  }

  private static long[] own(long[] sums) {
    return sums == NOTHING ? new long[LAST * SUMS] : sums;
  }

  private static int at(int row, Sum sum) {
    return row * SUMS + sum.ordinal();
  }

  @Override
  public void absorb(Attempts other) {
    sums = own(sums);
    for (int i = 0; i < sums.length; i++) {
      sums[i] += other.sums[i];
    }
    retries += other.retries;
  }

  @Override
  public boolean isEmpty() {
    return retries == 0;
  }

  @Override
  public void write(DataOutput out) throws IOException {
    Varints.write(out, retries);
    for (long sum : sums) {
      Varints.write(out, sum);
    }
  }

  @Override
  public void read(DataInput in) throws IOException {
    retries = Varints.read(in);
    sums = own(sums);
    for (int i = 0; i < sums.length; i++) {
      sums[i] = Varints.read(in);
    }
  }

  /** Retries that were this attempt; {@link #LAST} counts all from there on. */
  public long events(int attempt) {
    return sums[at(attempt - 1, Sum.EVENTS)];
  }

  /** Moments of the event times of this attempt, ms since the slice's start. */
  public Moments moments(int attempt) {
    int row = attempt - 1;
    return Moments.ofSums(events(attempt), sums[at(row, Sum.MILLIS)], sums[at(row, Sum.SQUARES)]);
  }

  /** Mean planned backoff before this attempt, ms; NaN where none was given. */
  public double backoffMillis(int attempt) {
    long n = sums[at(attempt - 1, Sum.BACKOFFS)];
    return n == 0 ? Double.NaN : sums[at(attempt - 1, Sum.BACKOFF_MILLIS)] / (double) n;
  }

  /** Retries by attempt, 1 to 7, 8 and more; a copy. */
  public int[] byAttempt() {
    int[] counts = new int[LAST];
    for (int i = 0; i < LAST; i++) {
      counts[i] = (int) Math.min(Integer.MAX_VALUE, events(i + 1));
    }
    return counts;
  }
}
