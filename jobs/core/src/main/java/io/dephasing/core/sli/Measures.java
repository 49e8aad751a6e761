package io.dephasing.core.sli;

/** The scalars of one window, by {@link Measure}; NaN where undefined. */
public final class Measures {
  private final double[] values;

  /**
   * Owns the array from here on.
   *
   * @param values one for each constant of {@link Measure}, in their order
   */
  public Measures(double[] values) {
    if (values.length != Measure.all().size()) {
      throw new IllegalArgumentException(
          "%d values for %d measures".formatted(values.length, Measure.all().size()));
    }
    this.values = values;
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

  /** How many measures are defined. */
  public int defined() {
    int defined = 0;
    for (double value : values) {
      defined += Double.isNaN(value) ? 0 : 1;
    }
    return defined;
  }
}
