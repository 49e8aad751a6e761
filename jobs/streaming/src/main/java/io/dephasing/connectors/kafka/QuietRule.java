package io.dephasing.connectors.kafka;

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
    return timeoutMillis / 4;
  }

  /** The watermark of a partition that had nothing left to read at this time. */
  long watermarkMillis(long askedAtMillis) {
    return askedAtMillis - boundMillis - timeoutMillis;
  }
}
