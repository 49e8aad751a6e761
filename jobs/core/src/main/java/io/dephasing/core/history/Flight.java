package io.dephasing.core.history;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * Runs in flight: first in, first out by the second in which they started; no state for each run
 * (METHOD 6.1). A start whose END never comes leaves after a while. At most {@value #MOST} distinct
 * seconds are kept, of a group that has reported no END {@value #MOST_WITHOUT_ENDS}; beyond that
 * the two oldest become one.
 */
public final class Flight implements HistoryPart {
  private static final int MOST = 256;

  private static final int MOST_WITHOUT_ENDS = 32;

  /** Runs by the second in which they started. */
  private TimedValues running = new TimedValues();

  private long inFlight;
  private long orphanEnds;
  private long expiredRuns;

  /** Runs in flight. */
  public long inFlight() {
    return inFlight;
  }

  /** Of the runs in flight, those that began before this second. */
  long inFlightSince(long second) {
    long since = 0;
    for (int i = running.before(second) - 1; i >= 0; i--) {
      since += running.value(i);
    }
    return since;
  }

  /**
   * When the n-th of the runs in flight began, the oldest first; the newest where there are fewer.
   */
  long startOf(long n) {
    long left = n;
    for (int i = 0; i < running.size(); i++) {
      left -= running.value(i);
      if (left <= 0) {
        return running.time(i);
      }
    }
    return running.time(running.size() - 1);
  }

  /** Runs in flight at a later second, if nothing more came: without those that are given up. */
  long inFlightAt(long second, long expirySeconds) {
    long left = inFlight;
    for (int i = running.before(second - expirySeconds) - 1; i >= 0; i--) {
      left -= running.value(i);
    }
    return left;
  }

  /** ENDs that found no run, since the last {@link #clearCounts}. */
  public long orphanEnds() {
    return orphanEnds;
  }

  /** Runs that were given up, since the last {@link #clearCounts}. */
  public long expiredRuns() {
    return expiredRuns;
  }

  void clearCounts() {
    orphanEnds = 0;
    expiredRuns = 0;
  }

  /**
   * Takes the next second in, in order of time: first its starts, then its ends.
   *
   * @param expirySeconds after how long a run is given up
   * @param hasEnds whether the group has reported an END
   */
  void advance(long second, int starts, int ends, long expirySeconds, boolean hasEnds) {
    expire(running.before(second - expirySeconds));
    if (starts > 0) {
      running.append(second, starts);
      inFlight += starts;
      merge(hasEnds ? MOST : MOST_WITHOUT_ENDS);
    }
    end(ends);
  }

  private void expire(int seconds) {
    for (int i = 0; i < seconds; i++) {
      inFlight -= running.value(i);
      expiredRuns += running.value(i);
    }
    running.drop(seconds);
  }

  private void merge(int most) {
    while (running.size() > most) {
      running.set(1, running.time(1), running.value(0) + running.value(1));
      running.drop(1);
    }
  }

  private void end(int ends) {
    long left = ends;
    int over = 0;
    while (left > 0 && over < running.size()) {
      long runs = running.value(over);
      long ended = Math.min(left, runs);
      left -= ended;
      inFlight -= ended;
      running.set(over, running.time(over), runs - ended);
      over += ended == runs ? 1 : 0;
    }
    running.drop(over);
    orphanEnds += left;
  }

  Flight copy() {
    Flight copy = new Flight();
    copy.running = running.copy();
    copy.inFlight = inFlight;
    copy.orphanEnds = orphanEnds;
    copy.expiredRuns = expiredRuns;
    return copy;
  }

  @Override
  public void write(DataOutput out) throws IOException {
    running.write(out);
  }

  @Override
  public void read(DataInput in, int version) throws IOException {
    running.read(in);
    for (int i = 0; i < running.size(); i++) {
      inFlight += running.value(i);
    }
  }
}
