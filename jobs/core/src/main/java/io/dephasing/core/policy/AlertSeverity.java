package io.dephasing.core.policy;

/** Who is told of an alert: someone now, or someone tomorrow. */
public enum AlertSeverity {
  TICKET,
  PAGE
}
