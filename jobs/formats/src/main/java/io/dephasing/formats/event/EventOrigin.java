package io.dephasing.formats.event;

/** Where records come from: live producers, or a file that is replayed. */
public enum EventOrigin {
  /** Producers: the broker's time is the record's, a JSON {@code type} may be left out. */
  LIVE,
  /**
   * A file: JSON must say its {@code type}, and {@code ingestTime} stands for the broker's time.
   */
  REPLAY
}
