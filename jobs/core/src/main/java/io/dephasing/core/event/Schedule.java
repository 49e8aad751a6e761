package io.dephasing.core.event;

/**
 * When the scheduler meant the action, and the dephasing that it applied. {@link Absent#MILLIS}
 * where not given.
 *
 * @param scheduledTimeMillis planned time without offset, ms since the epoch
 * @param appliedOffsetMillis the dephasing offset, ms
 * @param spreadWindowMillis the configured spread window, ms
 */
public record Schedule(
    long scheduledTimeMillis, long appliedOffsetMillis, long spreadWindowMillis) {
  /** Nothing is known. */
  public static final Schedule NONE = new Schedule(Absent.MILLIS, Absent.MILLIS, Absent.MILLIS);
}
