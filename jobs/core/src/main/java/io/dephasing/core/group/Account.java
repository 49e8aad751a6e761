package io.dephasing.core.group;

/**
 * What becomes of the events that were folded into a group's slices. Together these are all of
 * them: <em>counted = published + behind + not yet published</em>.
 */
public enum Account {
  /** A published window holds them. */
  PUBLISHED,

  /** They came when their minute had settled, and were not counted in it. */
  BEHIND
}
