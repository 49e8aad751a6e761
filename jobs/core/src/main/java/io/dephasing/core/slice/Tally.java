package io.dephasing.core.slice;

import io.dephasing.core.bytes.Varints;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * Counts and moments of a slice (METHOD 0). Times are ms since the slice's start, so that the sum
 * of their squares is exact in a long: 2.5e9 events fit.
 */
public final class Tally extends SliceComponent<Tally> {
  private long starts;
  private long startsOnTime;
  private long ends;
  private long endsOnTime;
  private long sumMillis;
  private long sumSquaresMillis;
  private long lateEvents;
  private long wholeSeconds;
  private long latestMillis;

  @Override
  void fold(Arrangement events) {
    starts += events.starts();
    startsOnTime += events.startsOnTime();
    ends += events.ends();
    endsOnTime += events.endsOnTime();
    for (int i = 0; i < events.size(); i++) {
      latestMillis = Math.max(latestMillis, events.millis(i));
    }
    for (int n = 0; n < events.starts(); n++) {
      long x = events.millis(events.start(n));
      sumMillis += x;
      sumSquaresMillis += x * x;
      wholeSeconds += x % 1000 == 0 ? 1 : 0;
    }
  }

  /** Counts events that came beyond the allowed lateness. */
  void addLate(long events) {
    lateEvents += events;
  }

  @Override
  public void absorb(Tally other) {
    starts += other.starts;
    startsOnTime += other.startsOnTime;
    ends += other.ends;
    endsOnTime += other.endsOnTime;
    sumMillis += other.sumMillis;
    sumSquaresMillis += other.sumSquaresMillis;
    lateEvents += other.lateEvents;
    wholeSeconds += other.wholeSeconds;
    latestMillis = Math.max(latestMillis, other.latestMillis);
  }

  @Override
  public boolean isEmpty() {
    return starts == 0 && ends == 0 && lateEvents == 0;
  }

  @Override
  public void write(DataOutput out) throws IOException {
    for (long value :
        new long[] {
          starts,
          startsOnTime,
          ends,
          endsOnTime,
          sumMillis,
          sumSquaresMillis,
          lateEvents,
          wholeSeconds,
          latestMillis
        }) {
      Varints.write(out, value);
    }
  }

  @Override
  public void read(DataInput in) throws IOException {
    starts = Varints.read(in);
    startsOnTime = Varints.read(in);
    ends = Varints.read(in);
    endsOnTime = Varints.read(in);
    sumMillis = Varints.read(in);
    sumSquaresMillis = Varints.read(in);
    lateEvents = Varints.read(in);
    wholeSeconds = Varints.read(in);
    latestMillis = Varints.read(in);
  }

  /** Starts and retries: the events that are dephased. */
  public long starts() {
    return starts;
  }

  /** ENDs of runs. */
  public long ends() {
    return ends;
  }

  /** Whether all that was folded in was on time: a revision is owed exactly if not. */
  public boolean allOnTime() {
    return starts == startsOnTime && ends == endsOnTime;
  }

  /** Sum of the starts' times, ms since the slice's start. */
  public long sumMillis() {
    return sumMillis;
  }

  /** Sum of the squares of the starts' times, ms². */
  public long sumSquaresMillis() {
    return sumSquaresMillis;
  }

  /** Events beyond the allowed lateness, counted in the slice of their partition's largest time. */
  public long lateEvents() {
    return lateEvents;
  }

  /** Starts whose time is a whole second. */
  public long wholeSeconds() {
    return wholeSeconds;
  }

  /** Whether there are starts, and each is at the slice's beginning to the millisecond. */
  public boolean areWholeMinutes() {
    return starts > 0 && sumMillis == 0;
  }

  /** The latest event's time, ms since the slice's start. */
  public long latestMillis() {
    return latestMillis;
  }
}
