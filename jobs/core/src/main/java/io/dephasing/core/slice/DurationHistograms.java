package io.dephasing.core.slice;

import io.dephasing.core.bytes.Varints;
import io.dephasing.core.event.Absent;
import io.dephasing.core.statistics.LogHistogram;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Histograms of lengths of time, in the bins of {@link LogHistogram}; each made only when it is
 * needed.
 */
public final class DurationHistograms extends SliceComponent<DurationHistograms> {
  /** What is measured; the order is the order on the wire: append only. */
  public enum Delay {
    /** Length of the runs that ended. */
    DURATION,
    /** y: event time - scheduled time, offset included (METHOD 5.3). */
    START_DELAY,
    /** y of critical-path events alone. */
    CRITICAL_START_DELAY,
    /** e: y - applied offset (METHOD 5.3). */
    OFFSET_ERROR,
    /** Planned backoff of retries. */
    BACKOFF,
    /** Broker time - event time (METHOD 5.4); 0 where the clock is ahead. */
    BROKER_DELAY,
    /** Event time - broker time where the clock is ahead by up to 100 ms. */
    SLIGHTLY_AHEAD,
    /** The same where it is ahead by more. */
    FAR_AHEAD
  }

  /** Beyond this an event is ahead of the broker, and not only by a clock's usual error. */
  private static final long FAR_MILLIS = 100;

  private static final Delay[] ALL = Delay.values();

  private final @Nullable BinCounts[] counts = new BinCounts[ALL.length];

  @Override
  void fold(Arrangement events) {
    EventBatch batch = events.batch();
    for (int n = 0; n < events.ends(); n++) {
      count(Delay.DURATION, batch.durationMillis(events.end(n)));
    }
    for (int n = 0; n < events.starts(); n++) {
      int i = events.start(n);
      if (Absent.isGiven(batch.brokerTimeMillis(i))) {
        addBrokerDelay(batch.brokerTimeMillis(i) - batch.timeMillis(i));
      }
      count(Delay.BACKOFF, batch.backoffMillis(i));
      addStartDelay(batch, i);
    }
  }

  void addBrokerDelay(long millis) {
    count(Delay.BROKER_DELAY, millis);
    if (millis < 0) {
      count(-millis > FAR_MILLIS ? Delay.FAR_AHEAD : Delay.SLIGHTLY_AHEAD, -millis);
    }
  }

  private void addStartDelay(EventBatch batch, int i) {
    if (!Absent.isGiven(batch.scheduledTimeMillis(i))) {
      return;
    }
    long delayMillis = batch.timeMillis(i) - batch.scheduledTimeMillis(i);
    count(Delay.START_DELAY, delayMillis);
    if (batch.isOnCriticalPath(i)) {
      count(Delay.CRITICAL_START_DELAY, delayMillis);
    }
    if (Absent.isGiven(batch.appliedOffsetMillis(i))) {
      count(Delay.OFFSET_ERROR, delayMillis - batch.appliedOffsetMillis(i));
    }
  }

  private void count(Delay delay, long millis) {
    if (Absent.isGiven(millis)) {
      of(delay).add(Math.max(0, millis));
    }
  }

  private BinCounts of(Delay delay) {
    BinCounts histogram = counts[delay.ordinal()];
    if (histogram == null) {
      histogram = new BinCounts();
      counts[delay.ordinal()] = histogram;
    }
    return histogram;
  }

  @Override
  public void absorb(DurationHistograms other) {
    for (Delay delay : ALL) {
      BinCounts theirs = other.counts[delay.ordinal()];
      if (theirs != null) {
        of(delay).absorb(theirs);
      }
    }
  }

  @Override
  public boolean isEmpty() {
    for (BinCounts histogram : counts) {
      if (histogram != null) {
        return false;
      }
    }
    return true;
  }

  @Override
  public void write(DataOutput out) throws IOException {
    int filled = 0;
    for (Delay delay : ALL) {
      filled |= counts[delay.ordinal()] == null ? 0 : 1 << delay.ordinal();
    }
    Varints.write(out, filled);
    for (Delay delay : ALL) {
      BinCounts histogram = counts[delay.ordinal()];
      if (histogram != null) {
        histogram.write(out);
      }
    }
  }

  @Override
  public void read(DataInput in) throws IOException {
    int filled = Varints.readInt(in);
    for (Delay delay : ALL) {
      if ((filled >>> delay.ordinal() & 1) == 1) {
        of(delay).read(in);
      }
    }
  }

  /** Counts by bin of {@link LogHistogram}; all zero where nothing was measured; a copy. */
  public int[] counts(Delay delay) {
    BinCounts histogram = counts[delay.ordinal()];
    return histogram == null ? new int[LogHistogram.BINS] : histogram.counts();
  }

  /** How many were measured. */
  public long events(Delay delay) {
    BinCounts histogram = counts[delay.ordinal()];
    return histogram == null ? 0 : histogram.events();
  }

  /** Their sum, ms. */
  public long sumMillis(Delay delay) {
    BinCounts histogram = counts[delay.ordinal()];
    return histogram == null ? 0 : histogram.sumMillis();
  }

  /** Whether anything was measured. */
  public boolean has(Delay delay) {
    return counts[delay.ordinal()] != null;
  }
}
