package io.dephasing.core.slice;

/** What an instance does. The order is the order on the wire: append only. */
public enum InstanceActivity {
  /** Nothing. */
  IDLE,
  /** Its time has come, and it waits for its offset. */
  WAITING,
  /** It runs; of kinds without ENDs, it acts. */
  RUNNING,
  /** Its run has failed or timed out. */
  FAILED
}
