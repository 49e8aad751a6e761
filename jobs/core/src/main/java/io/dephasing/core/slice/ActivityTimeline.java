package io.dephasing.core.slice;

import java.util.List;

/**
 * What one instance did in a window.
 *
 * @param instance its id, cut where it is long
 * @param transitions in order of time
 */
public record ActivityTimeline(String instance, List<Transition> transitions) {
  public ActivityTimeline {
    transitions = List.copyOf(transitions);
  }

  /**
   * The instance entered a state.
   *
   * @param atMillis when, ms since the epoch
   * @param state which
   */
  public record Transition(long atMillis, InstanceActivity state) {}
}
