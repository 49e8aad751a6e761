package io.dephasing.connectors.kafka;

import java.io.Serializable;

/**
 * What time it is for the events: the wall clock where producers are real, a faster one where a
 * fleet is simulated, none where the past is replayed.
 */
public interface EventClock extends Serializable {
  /** Now, ms since the epoch; {@link Long#MAX_VALUE} where there is no clock. */
  long nowMillis();

  /** Whether there is a clock that quiet partitions can follow. */
  default boolean isTicking() {
    return nowMillis() != Long.MAX_VALUE;
  }
}
