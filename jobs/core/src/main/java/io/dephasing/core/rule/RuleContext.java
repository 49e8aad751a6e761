package io.dephasing.core.rule;

import io.dephasing.core.annotation.Annotations;
import io.dephasing.core.event.GroupKey;
import io.dephasing.core.history.GroupHistory;
import io.dephasing.core.history.OpenSlice;
import io.dephasing.core.history.OpenSlices;
import io.dephasing.core.policy.Policy;
import io.dephasing.core.slice.Slice;
import io.dephasing.core.statistics.HerdReference;
import io.dephasing.core.statistics.RateBound;
import java.util.Optional;

/**
 * What a rule may look at: one group's seconds and past, what it is held to, and how far event time
 * has come.
 *
 * @param group whose
 * @param history its seconds and its past
 * @param policy what it is held to
 * @param progress how far event time has come
 * @param ongoing its alerts that are out
 * @param annotations what people have told
 */
public record RuleContext(
    GroupKey group,
    GroupHistory history,
    Policy policy,
    Progress progress,
    Ongoing ongoing,
    Annotations annotations) {
  /** Slices that the herd rule's rate is taken over (METHOD 9.1). */
  private static final long TRAILING_SLICES = 10;

  /** What times are rounded to: the name of a fact, and of a measure. */
  public static final String TIME_RESOLUTION = "time_resolution_seconds";

  /** The slices that can be asked second by second. */
  public OpenSlices open() {
    return history.open();
  }

  /** The slice m as of which a second is judged (METHOD 9.1). */
  public long referenceSlice(long second) {
    return progress.lateness().referenceSlice(second);
  }

  /** When this second is complete, all slices before m are settled and taken in. */
  public long settledGate(long m) {
    return m * Slice.BUCKETS + progress.lateness().allowedSeconds();
  }

  /** Whether all slices before m are settled: what is read as of m changes no more. */
  public boolean isSettledBefore(long m) {
    return progress.watermarkMillis()
        >= m * Slice.LENGTH_MILLIS + progress.lateness().allowedMillis();
  }

  /**
   * Slices before m since the job's first, at most {@code most}; 0 or less where none was watched.
   */
  public long watchedSlices(long m, long most) {
    return progress.jobFirstSlice() == Long.MAX_VALUE
        ? 0
        : Math.min(most, m - progress.jobFirstSlice());
  }

  /**
   * λt, M, D and cad as of slice m; nothing in the job's first three minutes. D as of the events'
   * is in seconds.
   */
  public Optional<HerdReference> reference(long m, double spreadAtHandSeconds) {
    long watched = watchedSlices(m, TRAILING_SLICES);
    if (watched < 1) {
      return Optional.empty();
    }
    double lambda =
        RateBound.upper(history.starts(m, TRAILING_SLICES), watched * (double) Slice.BUCKETS);
    return Optional.of(
        new HerdReference(
            members(m),
            lambda,
            spreadSeconds(m, spreadAtHandSeconds),
            cadenceSeconds(m),
            history.activeMinutesOfADay(m)));
  }

  /** When a slice settles, and what is decided on it: ms since the epoch. */
  public long settledAtMillis(long slice) {
    return progress.lateness().settledAtMillis(slice);
  }

  /** M as of slice m: the policy's, else the events'. */
  public int members(long m) {
    int fixed = policy.expectation().members();
    return fixed > 0 ? fixed : history.members(m);
  }

  /**
   * D as of slice m, s: the policy's, else the larger of 60 s and what the events configure (METHOD
   * 0).
   *
   * @param atHandSeconds configured in the events at hand, for as long as none is settled
   */
  public double spreadSeconds(long m, double atHandSeconds) {
    if (policy.expectation().hasSpread()) {
      return policy.expectation().spreadSeconds();
    }
    double configured = history.spreadSeconds(m);
    return Math.max(Policy.DEFAULT_SPREAD_SECONDS, configured > 0 ? configured : atHandSeconds);
  }

  /** cad as of slice m, s; NaN where unknown, and for a roll-up, which mixes cadences. */
  public double cadenceSeconds(long m) {
    if (group.isRollUp()) {
      return Double.NaN;
    }
    return policy.expectation().hasCadence()
        ? policy.expectation().cadenceSeconds()
        : history.cadenceSeconds(m);
  }

  /**
   * After how long what has happened once comes back, as of slice m, s: the period of the herds,
   * else the cadence; NaN where unknown.
   */
  public double recurrenceSeconds(long m) {
    double herds = group.isRollUp() ? Double.NaN : history.herdPeriodSeconds(m);
    return Double.isNaN(herds) ? cadenceSeconds(m) : herds;
  }

  /**
   * The position with what the group's times are rounded to, where they are (METHOD 5.5): as of a
   * slice that had settled before any rule that waits for its reference was asked.
   */
  public Firing withResolution(Firing firing) {
    double seconds = history.resolution(referenceSlice(firing.endSecond()) - 1).seconds();
    return Double.isNaN(seconds)
        ? firing
        : firing.with(new Fact(TIME_RESOLUTION, seconds, "seconds"));
  }

  /** The largest D that some position could have now, s. */
  public double largestSpreadSeconds() {
    if (policy.expectation().hasSpread()) {
      return policy.expectation().spreadSeconds();
    }
    int atHandMillis = 0;
    for (OpenSlice slice : open().all()) {
      atHandMillis = Math.max(atHandMillis, slice.slice().schedules().largestSpreadMillis());
    }
    return Math.max(
        Policy.DEFAULT_SPREAD_SECONDS,
        Math.max(history.largestSpreadSeconds(), atHandMillis / 1e3));
  }

  /**
   * The time of the newest event up to the end of a second, as exactly as slices know it; ms since
   * the epoch.
   */
  public long newestMillis(long second) {
    long endMillis = (second + 1) * 1000 - 1;
    OpenSlice slice = open().find(Math.floorDiv(second, Slice.BUCKETS));
    if (slice == null) {
      return endMillis;
    }
    long latest = slice.index() * Slice.LENGTH_MILLIS + slice.slice().tally().latestMillis();
    return Math.min(endMillis, latest);
  }
}
