package io.dephasing.core.event;

/** Whether a start found its caches warm. */
public enum Warmth {
  UNKNOWN,
  WARM,
  COLD
}
