package io.dephasing.core.sli;

import java.util.Map;

/**
 * What a group looked like before, and how that has changed since dephasing was changed (METHOD 7).
 *
 * @param baselines by measure id, in the measure's unit, for a window of this length
 * @param changes by measure id
 */
public record Comparison(Map<String, Double> baselines, Map<String, Change> changes) {
  /** There is nothing to compare with yet. */
  public static final Comparison NONE = new Comparison(Map.of(), Map.of());

  public Comparison {
    baselines = Map.copyOf(baselines);
    changes = Map.copyOf(changes);
  }

  /**
   * Now over before, less 1: a reduction is minus the change.
   *
   * @param low lower end of the 95 % interval, -1 or more
   * @param value the change, -1 or more
   * @param high upper end of the interval
   */
  public record Change(double low, double value, double high) {}
}
