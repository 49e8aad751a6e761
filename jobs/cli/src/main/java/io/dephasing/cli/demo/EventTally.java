package io.dephasing.cli.demo;

import io.dephasing.cli.job.LiveCounters;
import io.dephasing.cli.job.LiveCounters.Total;

/**
 * Where all events went. Each is one of the four on the right: in = counted + duplicate + late +
 * dead letter.
 *
 * @param in records that the job read
 * @param counted events in slices
 * @param duplicate events whose id came before
 * @param late events beyond the allowed lateness
 * @param deadLetters records that are no event
 */
record EventTally(long in, long counted, long duplicate, long late, long deadLetters) {
  /** Before anything was read. */
  static final EventTally NONE = new EventTally(0, 0, 0, 0, 0);

  /** As it stands. */
  static EventTally of(LiveCounters counters) {
    long counted = counters.total(Total.EVENTS_COUNTED);
    long duplicate = counters.total(Total.EVENTS_DUPLICATE);
    long late = counters.total(Total.EVENTS_LATE);
    long deadLetters = counters.total(Total.DEAD_LETTERS);
    // The last, so that what comes meanwhile is on its way and not too much.
    return new EventTally(counters.total(Total.EVENTS_IN), counted, duplicate, late, deadLetters);
  }

  /** Whether nothing is missing and nothing is there twice. */
  boolean isBalanced() {
    return onTheirWay() == 0;
  }

  /** Read, and not counted as anything yet. */
  long onTheirWay() {
    return in - counted - duplicate - late - deadLetters;
  }
}
