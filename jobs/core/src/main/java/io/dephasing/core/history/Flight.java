package io.dephasing.core.history;

import io.dephasing.core.slice.Varints;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;

/**
 * Runs in flight: first in, first out by the second in which they started; no state for each run
 * (METHOD 6.1). A start whose END never comes leaves after a while. At most {@value #MOST} distinct
 * seconds are kept; beyond that the two oldest become one.
 */
public final class Flight {
  private static final int MOST = 256;
  private static final int FEWEST = 8;
  private static final long[] NOTHING = {};
  private static final int[] NOBODY = {};

  private long[] seconds = NOTHING;
  private int[] runs = NOBODY;

  /** Where the oldest is, and the place behind the newest. */
  private int from;

  private int to;
  private long inFlight;
  private long orphanEnds;
  private long expiredRuns;

  /** Runs in flight. */
  public long inFlight() {
    return inFlight;
  }

  /** Runs in flight at a later second, if nothing more came: without those that are given up. */
  long inFlightAt(long second, long expirySeconds) {
    long left = inFlight;
    for (int i = from; i < to && seconds[i] < second - expirySeconds; i++) {
      left -= runs[i];
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
   */
  void advance(long second, int starts, int ends, long expirySeconds) {
    while (from < to && seconds[from] < second - expirySeconds) {
      inFlight -= runs[from];
      expiredRuns += runs[from];
      from++;
    }
    if (starts > 0) {
      append(second, starts);
      merge();
    }
    end(ends);
  }

  private void append(long second, int starts) {
    if (to == seconds.length) {
      makeRoom();
    }
    seconds[to] = second;
    runs[to] = starts;
    to++;
    inFlight += starts;
  }

  /** Moves all to the front, of longer arrays where these are more than half full. */
  private void makeRoom() {
    int size = to - from;
    int capacity = Math.max(FEWEST, 2 * size);
    long[] oldSeconds = seconds;
    int[] oldRuns = runs;
    if (capacity > seconds.length) {
      seconds = new long[capacity];
      runs = new int[capacity];
    }
    System.arraycopy(oldSeconds, from, seconds, 0, size);
    System.arraycopy(oldRuns, from, runs, 0, size);
    from = 0;
    to = size;
  }

  private void merge() {
    if (to - from > MOST) {
      runs[from + 1] += runs[from];
      from++;
    }
  }

  private void end(int ends) {
    int left = ends;
    while (left > 0 && from < to) {
      int ended = Math.min(left, runs[from]);
      left -= ended;
      inFlight -= ended;
      runs[from] -= ended;
      from += runs[from] == 0 ? 1 : 0;
    }
    orphanEnds += left;
  }

  Flight copy() {
    Flight copy = new Flight();
    copy.seconds = Arrays.copyOfRange(seconds, from, to);
    copy.runs = Arrays.copyOfRange(runs, from, to);
    copy.to = to - from;
    copy.inFlight = inFlight;
    copy.orphanEnds = orphanEnds;
    copy.expiredRuns = expiredRuns;
    return copy;
  }

  void write(DataOutput out) throws IOException {
    Varints.write(out, to - from);
    for (int i = from; i < to; i++) {
      Varints.writeSigned(out, seconds[i]);
      Varints.write(out, runs[i]);
    }
  }

  void read(DataInput in) throws IOException {
    int size = Varints.readInt(in);
    for (int i = 0; i < size; i++) {
      long second = Varints.readSigned(in);
      append(second, Varints.readInt(in));
    }
  }
}
