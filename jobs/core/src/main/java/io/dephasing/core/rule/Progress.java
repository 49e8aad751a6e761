package io.dephasing.core.rule;

import io.dephasing.core.slice.Slice;

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
   * @param allowedMillis beyond the bound, events still change their slice; ms, at most {@link
   *     #MOST_ALLOWED_MILLIS}
   */
  public record Lateness(long boundMillis, long allowedMillis) {
    /** What is allowed at most: 10 min. */
    public static final long MOST_ALLOWED_MILLIS = 600_000;

    /** 2 s and 2 min: what is sent in batches of a minute is counted in full. */
    public static final Lateness DEFAULT = new Lateness(2_000, 120_000);

    private static final int LEAST_SETTLED_SLICES = 2;

    public Lateness {
      if (boundMillis < 0 || allowedMillis < 0 || allowedMillis > MOST_ALLOWED_MILLIS) {
        throw new IllegalArgumentException(
            "bound %d ms must not be negative, allowed lateness %d ms must be 0 to %d"
                .formatted(boundMillis, allowedMillis, MOST_ALLOWED_MILLIS));
      }
    }

    /** Allowed lateness in whole seconds, rounded up. */
    public long allowedSeconds() {
      return (allowedMillis + 999) / 1000;
    }

    /**
     * The slice m as of which a second is judged (METHOD 9.1): all slices before it are settled
     * when the second is complete, and mostly long before.
     */
    public long referenceSlice(long second) {
      return Math.floorDiv(second, Slice.BUCKETS)
          - Math.max(LEAST_SETTLED_SLICES, slicesToSettle());
    }

    /**
     * The slice as of which a window is described: all slices before it are settled when the window
     * ends.
     */
    public long contextSlice(long window) {
      return window - Math.max(1, slicesToSettle());
    }

    /** When a slice settles, and what is decided on it: ms since the epoch. */
    public long settledAtMillis(long slice) {
      return (slice + 1) * Slice.LENGTH_MILLIS + allowedMillis;
    }

    /** How many slices behind the watermark may still change, the one at hand not counted. */
    public long slicesToSettle() {
      return (allowedMillis + Slice.LENGTH_MILLIS - 1) / Slice.LENGTH_MILLIS;
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
