package io.dephasing.core.sli;

import java.util.Map;

/** Measures as a test names them. */
public final class SampleMeasures {
  private SampleMeasures() {}

  /** From values by id; what is not named is undefined. */
  public static Measures of(Map<String, Double> byId) {
    return new Measures(
        Measure.all().stream()
            .mapToDouble(measure -> byId.getOrDefault(measure.id(), Double.NaN))
            .toArray());
  }
}
