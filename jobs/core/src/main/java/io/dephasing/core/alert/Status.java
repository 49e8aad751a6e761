package io.dephasing.core.alert;

/** What a transition announces. */
public enum Status {
  /** Somebody is told. */
  FIRING,
  /** It is over. */
  RESOLVED,
  /** It would fire, but maintenance covers its beginning. */
  SUPPRESSED
}
