package io.dephasing.connectors.kafka;

import java.io.Serializable;
import java.time.Duration;
import java.util.OptionalLong;

/**
 * Limits a log message to one line a minute, which tells how many were suppressed: thousands of
 * unreadable records must not fill a disk. For one thread.
 */
public final class LogBudget implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final long AGAIN_MILLIS = Duration.ofMinutes(1).toMillis();

  private long since;
  private long loggedMillis;
  private boolean hasLogged;

  /** How often it happened since the last line, this time among them; empty: write no line yet. */
  public OptionalLong happened(long nowMillis) {
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
