package io.dephasing.core.history;

/** Which events of a second are meant (METHOD 9.8). */
public enum Scope {
  /** Those that were on time in their partition: what in-flight judgement counts. */
  ON_TIME,
  /** Also those that were accepted though not on time: known once the second is settled. */
  ALL
}
