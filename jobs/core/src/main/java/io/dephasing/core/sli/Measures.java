package io.dephasing.core.sli;

import java.util.Map;
import java.util.function.ObjDoubleConsumer;

/** The scalars of one window, by {@link Measure}; NaN where undefined. */
public final class Measures {
  private final double[] values;

  /**
   * Owns the array from here on: one value for each constant of {@link Measure}, in their order.
   */
  public Measures(double[] values) {
    this.values = values;
  }

  /** From values by id; an id that no measure has is left out. */
  public static Measures of(Map<String, Double> byId) {
    double[] values = new double[Measure.all().size()];
    for (Measure measure : Measure.all()) {
      values[measure.ordinal()] = byId.getOrDefault(measure.id(), Double.NaN);
    }
    return new Measures(values);
  }

  /** The same with one more: what only many groups together tell. */
  public Measures with(Measure measure, double value) {
    double[] more = values.clone();
    more[measure.ordinal()] = value;
    return new Measures(more);
  }

  /** The measure's value in its unit; NaN where it is undefined. */
  public double value(Measure measure) {
    return values[measure.ordinal()];
  }

  /** Whether the measure is defined in this window. */
  public boolean has(Measure measure) {
    return !Double.isNaN(value(measure));
  }

  /** Calls with each defined measure's id and value, in the order of {@link Measure}. */
  public void forEachDefined(ObjDoubleConsumer<String> consumer) {
    for (Measure measure : Measure.all()) {
      if (has(measure)) {
        consumer.accept(measure.id(), value(measure));
      }
    }
  }
}
