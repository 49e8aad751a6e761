package io.dephasing.core.sli;

import io.dephasing.core.slice.Exemplar;
import io.dephasing.core.slice.InstanceTimeline;
import java.util.List;

/**
 * What single instances and events of a window tell.
 *
 * @param timeline what some instances did; empty unless an alert is out or the policy asks for it
 * @param exemplars events that stand for the window
 */
public record Individuals(List<InstanceTimeline> timeline, List<Exemplar> exemplars) {
  /** Nothing of anyone. */
  public static final Individuals NONE = new Individuals(List.of(), List.of());

  public Individuals {
    timeline = List.copyOf(timeline);
    exemplars = List.copyOf(exemplars);
  }
}
