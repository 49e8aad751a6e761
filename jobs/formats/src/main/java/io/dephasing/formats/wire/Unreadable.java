package io.dephasing.formats.wire;

/** The reason why the frame of a record cannot be opened. */
public enum Unreadable {
  /** Too short, or not what the frame announces. */
  MALFORMED_FRAME,
  /** The writer's schema is not known here. */
  UNKNOWN_SCHEMA
}
