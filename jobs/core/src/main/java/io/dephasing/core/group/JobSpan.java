package io.dephasing.core.group;

import io.dephasing.core.slice.Slice;

/**
 * Between which event times the job has events. Rates are taken over what was watched since the
 * first; the last is known when the input ends, and bounds what is still published then.
 *
 * @param firstMillis of the earliest event, ms since the epoch; {@link Long#MAX_VALUE} before it is
 *     known
 * @param lastMillis what the times of the partitions have come to at most, the latest event or the
 *     broker's time behind it, ms since the epoch; {@link Long#MIN_VALUE} while the input goes on
 */
public record JobSpan(long firstMillis, long lastMillis) {
  /** Nothing is known. */
  public static final JobSpan UNKNOWN = new JobSpan(Long.MAX_VALUE, Long.MIN_VALUE);

  /** What two subtasks know together. */
  public JobSpan with(JobSpan other) {
    return new JobSpan(
        Math.min(firstMillis, other.firstMillis), Math.max(lastMillis, other.lastMillis));
  }

  /** Whether the input has ended before this minute; false while it goes on. */
  boolean isBehindEnd(long slice) {
    return lastMillis != Long.MIN_VALUE && slice * Slice.LENGTH_MILLIS > lastMillis;
  }

  /** Minute of the earliest event. */
  long firstSlice() {
    return firstMillis == Long.MAX_VALUE ? Long.MAX_VALUE : Slice.indexOf(firstMillis);
  }
}
