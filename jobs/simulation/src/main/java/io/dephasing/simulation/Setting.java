package io.dephasing.simulation;

import io.dephasing.core.annotation.ScopedAnnotation;
import java.util.List;
import java.util.Map;

/**
 * What a scenario needs beside its events: some rules are silent until people have told or decided
 * something.
 *
 * @param annotations what people have told; all of it is known before the first event is judged
 * @param limits of the policy of all groups, by measure id, in the measure's unit
 */
public record Setting(List<ScopedAnnotation> annotations, Map<String, Double> limits) {
  /** Nobody has told or decided anything. */
  public static final Setting NONE = new Setting(List.of(), Map.of());

  public Setting {
    annotations = List.copyOf(annotations);
    limits = Map.copyOf(limits);
  }
}
