package io.dephasing.connectors.kafka;

/** A clock that a test sets. */
final class ManualEventClock implements EventClock {
  private static final long serialVersionUID = 1L;

  private long nowMillis;

  ManualEventClock(long nowMillis) {
    this.nowMillis = nowMillis;
  }

  void advance(long millis) {
    nowMillis += millis;
  }

  @Override
  public long nowMillis() {
    return nowMillis;
  }
}
