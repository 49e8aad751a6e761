package io.dephasing.core.event;

/** How a run ended. The order is the order of {@code outcomes} in a slice: append only. */
public enum RunOutcome {
  SUCCESS,
  FAILURE,
  TIMEOUT,
  CANCELLED,
  UNKNOWN
}
