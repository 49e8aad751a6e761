package io.dephasing.operators.local;

import io.dephasing.core.event.Event;

/**
 * An event on its way into a slice; it never leaves the source's subtask.
 *
 * @param event what happened
 * @param timeliness how it stands to its partition
 * @param sliceIndex minute that it counts in: its own; of its partition's largest time where it is
 *     late
 */
public record Arrival(Event event, Timeliness timeliness, long sliceIndex) {
  /** How an event stands to the largest time of its partition (METHOD 9.8). */
  public enum Timeliness {
    ON_TIME,
    ACCEPTED,
    LATE
  }
}
