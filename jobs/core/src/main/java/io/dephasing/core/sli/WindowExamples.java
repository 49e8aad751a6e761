package io.dephasing.core.sli;

import io.dephasing.core.slice.ActivityTimeline;
import io.dephasing.core.slice.WindowExemplar;
import java.util.List;

/**
 * What single instances and events of a window tell.
 *
 * @param timeline what some instances did; empty unless an alert is out or the policy asks for it
 * @param exemplars events that stand for the window
 */
public record WindowExamples(List<ActivityTimeline> timeline, List<WindowExemplar> exemplars) {
  /** Nothing of anyone. */
  public static final WindowExamples NONE = new WindowExamples(List.of(), List.of());

  public WindowExamples {
    timeline = List.copyOf(timeline);
    exemplars = List.copyOf(exemplars);
  }
}
