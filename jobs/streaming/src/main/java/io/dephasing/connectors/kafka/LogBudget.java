package io.dephasing.connectors.kafka;

import java.io.Serializable;
import java.time.Duration;
import java.util.OptionalLong;

/**
 * At most one line a minute, which says how often it would have been written: thousands of records
 * that cannot be read must not fill a disk. For one thread.
 */
final class LogBudget implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final long AGAIN_MILLIS = Duration.ofMinutes(1).toMillis();

  private long since;
  private long loggedMillis;
  private boolean hasLogged;

  /** How often it happened since the last line, this time among them; empty: write no line yet. */
  OptionalLong happened(long nowMillis) {
    since++;
    // A clock that was set back does not silence it.
    if (hasLogged && Math.abs(nowMillis - loggedMillis) < AGAIN_MILLIS) {
      return OptionalLong.empty();
    }
    long count = since;
    since = 0;
    hasLogged = true;
    loggedMillis = nowMillis;
    return OptionalLong.of(count);
  }
}
