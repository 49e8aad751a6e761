package io.dephasing.core.history;

import io.dephasing.core.slice.Varints;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayDeque;

/**
 * Runs in flight: first in, first out by the second in which they started; no state for each run
 * (METHOD 6.1). A start whose END never comes leaves after a while. At most {@value #MOST} distinct
 * seconds are kept; beyond that the two oldest become one.
 */
public final class Flight {
  private static final int MOST = 256;

  private final ArrayDeque<Started> running = new ArrayDeque<>(2);
  private long inFlight;
  private long orphanEnds;
  private long expiredRuns;

  private record Started(long second, int runs) {}

  /** Runs in flight. */
  public long inFlight() {
    return inFlight;
  }

  /** Runs in flight at a later second, if nothing more came: without those that are given up. */
  long inFlightAt(long second, long expirySeconds) {
    long left = inFlight;
    for (Started started : running) {
      if (started.second >= second - expirySeconds) {
        break;
      }
      left -= started.runs;
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
    while (!running.isEmpty() && running.getFirst().second < second - expirySeconds) {
      int given = running.removeFirst().runs;
      inFlight -= given;
      expiredRuns += given;
    }
    if (starts > 0) {
      running.addLast(new Started(second, starts));
      inFlight += starts;
      merge();
    }
    end(ends);
  }

  private void merge() {
    if (running.size() > MOST) {
      Started oldest = running.removeFirst();
      Started next = running.removeFirst();
      running.addFirst(new Started(next.second, oldest.runs + next.runs));
    }
  }

  private void end(int ends) {
    int left = ends;
    while (left > 0 && !running.isEmpty()) {
      Started oldest = running.removeFirst();
      int ended = Math.min(left, oldest.runs);
      left -= ended;
      inFlight -= ended;
      if (ended < oldest.runs) {
        running.addFirst(new Started(oldest.second, oldest.runs - ended));
      }
    }
    orphanEnds += left;
  }

  Flight copy() {
    Flight copy = new Flight();
    copy.running.addAll(running);
    copy.inFlight = inFlight;
    copy.orphanEnds = orphanEnds;
    copy.expiredRuns = expiredRuns;
    return copy;
  }

  void write(DataOutput out) throws IOException {
    Varints.write(out, running.size());
    for (Started started : running) {
      Varints.writeSigned(out, started.second);
      Varints.write(out, started.runs);
    }
  }

  void read(DataInput in) throws IOException {
    int size = Varints.readInt(in);
    for (int i = 0; i < size; i++) {
      Started started = new Started(Varints.readSigned(in), Varints.readInt(in));
      running.addLast(started);
      inFlight += started.runs;
    }
  }
}
