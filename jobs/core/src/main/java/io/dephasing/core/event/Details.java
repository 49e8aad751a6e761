package io.dephasing.core.event;

/**
 * The optional part of an event; one shared {@link #NONE} for the many that carry nothing optional.
 *
 * @param schedule planned time and offset
 * @param run duration, outcome, warmth
 * @param attempt of a retry
 * @param tags ids and keys
 */
public record Details(Schedule schedule, Run run, Attempt attempt, Tags tags) {
  /** Nothing optional was given. */
  public static final Details NONE = new Details(Schedule.NONE, Run.NONE, Attempt.NONE, Tags.NONE);
}
