package io.dephasing.core.history;

import io.dephasing.core.slice.Slice;
import io.dephasing.core.statistics.Concurrency;

/** The runs of a group: how many are in flight, how long they last, whether ENDs get lost. */
public final class RunsInFlight {
  /** A run is given up after a day, whatever its group. */
  private static final long LONGEST_RUN_SECONDS = 86_400;

  private final OpenSlices open;
  private final Durations durations = new Durations();
  private final Flight flight = new Flight();
  private final LostEnds lostEnds = new LostEnds();

  RunsInFlight(OpenSlices open) {
    this.open = open;
  }

  Durations durations() {
    return durations;
  }

  Flight flight() {
    return flight;
  }

  LostEnds lostEnds() {
    return lostEnds;
  }

  /**
   * Takes a slice that changes no more into account; in order of time.
   *
   * @return the most that ran at once in it; 0 where ENDs are not reported
   */
  long settle(OpenSlice settled) {
    Slice slice = settled.slice();
    long before = flight.inFlight();
    long overdue = overdue(flight, settled.firstSecond());
    flight.clearCounts();
    advance(flight, settled);
    lostEnds.add(
        settled.index(),
        slice.tally().starts(),
        slice.tally().ends(),
        overdue,
        flight.expiredRuns());
    durations.add(settled.index(), slice.tally().ends(), slice.delays());
    return hasEnds(settled.index() + 1)
        ? Concurrency.of(slice.counts().starts(), slice.counts().ends(), before).maxUpper()
        : 0;
  }

  private void advance(Flight runs, OpenSlice through) {
    long expirySeconds = expirySeconds();
    boolean hasEnds = durations.hasEnds();
    for (int bucket = 0; bucket < Slice.BUCKETS; bucket++) {
      int starts = through.slice().counts().starts(bucket);
      int ends = through.slice().counts().ends(bucket);
      if (starts > 0 || ends > 0) {
        runs.advance(through.firstSecond() + bucket, starts, ends, expirySeconds, hasEnds);
      }
    }
  }

  /** Runs in flight when this slice begins, as far as is known now. */
  public Flight before(long slice) {
    Flight runs = flight.copy();
    runs.clearCounts();
    for (OpenSlice each : open.all()) {
      if (each.index() >= slice) {
        break;
      }
      if (!each.isSettled()) {
        advance(runs, each);
      }
    }
    runs.clearCounts();
    runs.advance(slice * Slice.BUCKETS, 0, 0, expirySeconds(), durations.hasEnds());
    return runs;
  }

  /** Runs that are given up: early only where ENDs get lost (METHOD 6.1). */
  private long expirySeconds() {
    return lostEnds.isLosing()
        ? Math.min(LONGEST_RUN_SECONDS, durations.overdueSeconds())
        : LONGEST_RUN_SECONDS;
  }

  /** Runs that have been in flight at this second for longer than runs last. */
  public long overdue(Flight runs, long second) {
    return runs.inFlightSince(second - durations.overdueSeconds());
  }

  /**
   * Runs that passed, in a slice, the time that runs last, with no END: those given up, and those
   * that count as running on.
   *
   * @param after what is in flight when the slice ends
   */
  public long expiredIn(Flight after, OpenSlice slice) {
    long overdue = overdue(after, slice.lastSecond() + 1) - overdue(after, slice.firstSecond());
    return overdue + (lostEnds.isLosing() ? after.expiredRuns() : 0);
  }

  /** Takes this slice's runs into account: what is in flight when it ends. */
  public void fly(Flight runs, OpenSlice slice) {
    advance(runs, slice);
  }

  /**
   * Runs in flight at the end of a second, of events that were on time since the last settled
   * slice; those of settled slices until they are given up.
   */
  public long inFlight(long second) {
    long running = flight.inFlightAt(second, expirySeconds());
    for (OpenSlice each : open.all()) {
      if (each.firstSecond() > second) {
        break;
      }
      if (!each.isSettled()) {
        long last = Math.min(second, each.firstSecond() + Slice.BUCKETS - 1);
        for (long s = each.firstSecond(); s <= last; s++) {
          running = Math.max(0, running + open.netStarts(s, Scope.ON_TIME));
        }
      }
    }
    return running;
  }

  /**
   * Since when so many runs have been in flight at a second, of events that were on time; that
   * second where they are fewer.
   */
  public long inFlightSince(long second, long runs) {
    Flight known = flight.copy();
    for (OpenSlice each : open.all()) {
      long last = Math.min(second, each.firstSecond() + Slice.BUCKETS - 1);
      for (long s = each.firstSecond(); s <= last && !each.isSettled(); s++) {
        known.advance(
            s,
            open.starts(s, Scope.ON_TIME),
            endsOnTime(each, s),
            expirySeconds(),
            durations.hasEnds());
      }
    }
    return known.inFlight() < runs ? second : Math.min(second, known.startOf(runs));
  }

  /** No second since the last settled slice has more in flight than this; cheap. */
  public long mostInFlight() {
    long most = flight.inFlight();
    for (OpenSlice each : open.all()) {
      most += each.isSettled() ? 0 : each.slice().tally().starts();
    }
    return most;
  }

  /**
   * Whether the group reports ENDs, as far as is known when all before a second is complete: a
   * slice before m held one, or a second since that was on time.
   */
  public boolean hasEndsBy(long second, long m) {
    return durations.hasEnds(m) || hasEndOnTime(m, second);
  }

  private boolean hasEndOnTime(long m, long second) {
    for (OpenSlice each : open.all()) {
      boolean isLookedAt = each.index() >= m && each.slice().tally().ends() > 0;
      long last = isLookedAt ? Math.min(second, each.lastSecond()) : Long.MIN_VALUE;
      for (long s = each.firstSecond(); s <= last; s++) {
        if (endsOnTime(each, s) > 0) {
          return true;
        }
      }
    }
    return false;
  }

  private static int endsOnTime(OpenSlice slice, long second) {
    return slice.slice().counts().endsOnTime((int) (second - slice.firstSecond()));
  }

  /** Whether a slice before m held an END. */
  public boolean hasEnds(long m) {
    return durations.hasEnds(m);
  }

  /** Mean duration of the runs that ended before slice m, s; 60 before one is known. */
  public double meanDurationSeconds(long m) {
    return durations.meanSeconds(m);
  }

  /**
   * What 95 of 100 runs that ended before slice m took no longer than, s; NaN before one is known.
   */
  public double durationP95Seconds(long m) {
    return durations.p95Seconds(m);
  }
}
