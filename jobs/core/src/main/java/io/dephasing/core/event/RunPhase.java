package io.dephasing.core.event;

/** Which edge of a run an event reports; a retry is always a START. */
public enum RunPhase {
  START,
  END
}
