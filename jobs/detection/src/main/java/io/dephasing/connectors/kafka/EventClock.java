package io.dephasing.connectors.kafka;

import java.io.Serializable;

/**
 * The clock that event times are compared with: the wall clock for live producers, a faster clock
 * for a simulated fleet, no clock in a replay.
 */
public interface EventClock extends Serializable {
  /** Now, ms since the epoch; {@link Long#MAX_VALUE} where there is no clock. */
  long nowMillis();

  /** Whether there is a clock that quiet partitions can follow. */
  default boolean isTicking() {
    return nowMillis() != Long.MAX_VALUE;
  }
}
