package io.dephasing.core.rule;

/**
 * How far event time has come for a group.
 *
 * @param watermarkMillis all events before it that are on time have come; ms since the epoch
 * @param jobFirstSlice minute of the job's first event; {@link Long#MAX_VALUE} before it is known
 * @param lateness what "late" means
 */
public record Progress(long watermarkMillis, long jobFirstSlice, Lateness lateness) {
  /**
   * What "late" means (METHOD 9.8).
   *
   * @param boundMillis out-of-orderness that is on time, ms
   * @param allowedMillis beyond the bound, events still change their slice; ms, at most a minute
   */
  public record Lateness(long boundMillis, long allowedMillis) {
    /** 2 s and 60 s. */
    public static final Lateness DEFAULT = new Lateness(2_000, 60_000);

    public Lateness {
      if (boundMillis < 0 || allowedMillis < 0 || allowedMillis > 60_000) {
        throw new IllegalArgumentException(
            "bound %d ms must not be negative, allowed lateness %d ms must be 0 to 60000"
                .formatted(boundMillis, allowedMillis));
      }
    }

    /** Allowed lateness in whole seconds, rounded up. */
    public long allowedSeconds() {
      return (allowedMillis + 999) / 1000;
    }
  }

  /** The last second whose on-time events have all come, since the epoch. */
  public long completeSecond() {
    return Math.floorDiv(watermarkMillis, 1000) - 1;
  }

  /** The last second that changes no more, since the epoch. */
  public long settledSecond() {
    return completeSecond() - lateness.allowedSeconds();
  }
}
