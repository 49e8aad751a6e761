package io.dephasing.core.alert;

/** What a transition announces. */
public enum Status {
  FIRING,
  RESOLVED,
  SUPPRESSED
}
