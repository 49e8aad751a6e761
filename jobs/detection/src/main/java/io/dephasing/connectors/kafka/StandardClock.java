package io.dephasing.connectors.kafka;

/** The clocks without settings: an enum, so that they survive serialization as themselves. */
public enum StandardClock implements EventClock {
  /** The wall clock. */
  SYSTEM {
    @Override
    public long nowMillis() {
      return System.currentTimeMillis();
    }
  },
  /** No clock: nothing is ahead of it, and nothing follows it. */
  NONE {
    @Override
    public long nowMillis() {
      return Long.MAX_VALUE;
    }
  }
}
