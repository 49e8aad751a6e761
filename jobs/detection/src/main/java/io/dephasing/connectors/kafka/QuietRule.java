package io.dephasing.connectors.kafka;

import io.dephasing.core.event.PartitionProgress;
import java.io.Serializable;

/**
 * When a silent partition follows the clock (DESIGN 5).
 *
 * @param boundMillis how far events are out of order, ms
 * @param timeoutMillis silence after which a partition is asked for its end, ms of the clock
 * @param clock what is followed; {@link StandardClock#NONE} where nothing is
 */
record QuietRule(long boundMillis, long timeoutMillis, EventClock clock) implements Serializable {
  QuietRule {
    if (boundMillis < 0 || timeoutMillis <= 0) {
      throw new IllegalArgumentException(
          "bound %d ms must be at least 0, idle time-out %d ms above 0"
              .formatted(boundMillis, timeoutMillis));
    }
  }

  /** Time between two questions: the granularity of a watermark that follows the clock. */
  long pauseMillis() {
    return timeoutMillis / 2;
  }

  /** A partition that was not read yet: its watermark follows the clock by bound and time-out. */
  PartitionProgress progress() {
    return new PartitionProgress(new PartitionProgress.Limits(boundMillis, 0, timeoutMillis));
  }
}
