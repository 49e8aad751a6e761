package io.dephasing.connectors.event;

/** Where records come from: producers now, or a file of then. */
public enum EventOrigin {
  /** Producers: the broker's time is the record's, a JSON {@code type} may be left out. */
  LIVE,
  /**
   * A file: JSON must say its {@code type}, and {@code ingestTime} stands for the broker's time.
   */
  REPLAY
}
