package io.dephasing.core.event;

/**
 * Which retry an event is.
 *
 * @param number 1 is the first retry; {@link Absent#COUNT} for what is no retry
 * @param backoffMillis planned wait before it, ms; {@link Absent#MILLIS} when not given
 */
public record Attempt(int number, long backoffMillis) {
  /** No retry. */
  public static final Attempt NONE = new Attempt(Absent.COUNT, Absent.MILLIS);
}
