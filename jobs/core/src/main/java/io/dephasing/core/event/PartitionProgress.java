package io.dephasing.core.event;

/**
 * How far the time of one partition has come, and what is late in it (METHOD 9.8). The watermark of
 * the partition and the lateness of its events are both read from here, so an event that is
 * accepted is never older than what the watermark has passed by more than the allowed lateness.
 *
 * <p>Example with a bound of 2 s, a slack of 2 s and 120 s of allowed lateness: a record that the
 * broker appended at 12:00:30 shows that the partition has come to 12:00:28 at least. An event of
 * 12:00:26 is then on time, one of 12:00:25 is accepted, and one of 11:58:25 is late. Mutable; not
 * for several threads.
 */
public final class PartitionProgress {
  /** Before anything was read. */
  public static final long NOWHERE = Long.MIN_VALUE;

  private final Limits limits;
  private long reachedMillis = NOWHERE;

  /** How an event stands to the time of its partition. */
  public enum Timeliness {
    /** No older than the bound. */
    ON_TIME,
    /** Older, yet within the allowed lateness: it changes its minute, which may be published. */
    ACCEPTED,
    /** Older still: it is no longer counted in its minute. */
    LATE
  }

  /**
   * What late means.
   *
   * @param boundMillis out-of-orderness that is on time, ms
   * @param allowedMillis beyond the bound, events still change their minute; ms
   * @param slackMillis the time of a partition follows the clock by so much behind, ms
   */
  public record Limits(long boundMillis, long allowedMillis, long slackMillis) {
    /** An event that is older than this when it is appended is late wherever its partition is. */
    public long lateAfterMillis() {
      return boundMillis + allowedMillis + slackMillis;
    }
  }

  /** A partition of which nothing was read. */
  public PartitionProgress(Limits limits) {
    this.limits = limits;
  }

  /**
   * The time that it has come to, ms since the epoch; {@link #NOWHERE} before anything was read.
   */
  public long reachedMillis() {
    return reachedMillis;
  }

  /** All before this time that are on time were read, ms; {@link #NOWHERE} where unknown. */
  public long completeMillis() {
    return reachedMillis == NOWHERE ? NOWHERE : reachedMillis - limits.boundMillis;
  }

  /** It has come to a time at least, ms since the epoch. */
  public void reach(long millis) {
    reachedMillis = Math.max(reachedMillis, millis);
  }

  /**
   * All that was there at a time by the broker's clock, or by that of whoever asked the broker, has
   * been read.
   *
   * @param clockMillis ms since the epoch; {@link Absent#MILLIS} where it is not known
   */
  public void reachClock(long clockMillis) {
    if (Absent.isGiven(clockMillis)) {
      reach(clockMillis - limits.slackMillis);
    }
  }

  /** How an event of this time stands to what was reached, ms since the epoch. */
  public Timeliness timeliness(long timeMillis) {
    if (reachedMillis == NOWHERE || timeMillis >= reachedMillis - limits.boundMillis) {
      return Timeliness.ON_TIME;
    }
    boolean isAllowed = timeMillis >= reachedMillis - limits.boundMillis - limits.allowedMillis;
    return isAllowed ? Timeliness.ACCEPTED : Timeliness.LATE;
  }
}
