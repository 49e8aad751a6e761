package io.dephasing.core.sli;

import java.util.List;

/** The catalogue of scalar SLIs. */
public enum Measure {
  /** Filled in the next step. */
  EVENTS("events");

  private static final List<Measure> ALL = List.of(values());

  private final String id;

  Measure(String id) {
    this.id = id;
  }

  /** All measures in the order of declaration; does not copy. */
  public static List<Measure> all() {
    return ALL;
  }

  /** The name on the wire, in a policy's limits and in evidence. */
  public String id() {
    return id;
  }
}
