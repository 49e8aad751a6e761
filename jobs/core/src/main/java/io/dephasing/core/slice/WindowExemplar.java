package io.dephasing.core.slice;

import java.util.Comparator;

/**
 * One event that stands for its window: the trace that it belongs to.
 *
 * @param traceId trace of the event
 * @param instance who acted, cut where it is long
 * @param timeMillis event time, ms since the epoch
 * @param startDelayMillis y: event time - scheduled time; {@link
 *     io.dephasing.core.event.Absent#MILLIS} where the event has no scheduled time
 */
public record WindowExemplar(
    String traceId, String instance, long timeMillis, long startDelayMillis) {
  /** The longest delay first, for it is what one looks for; all else for an order that is total. */
  static final Comparator<WindowExemplar> LONGEST_DELAY_FIRST =
      Comparator.comparingLong(WindowExemplar::startDelayMillis)
          .reversed()
          .thenComparingLong(WindowExemplar::timeMillis)
          .thenComparing(WindowExemplar::traceId)
          .thenComparing(WindowExemplar::instance);
}
