package io.dephasing.core.policy;

/**
 * What a policy says of a group's rhythm, in place of what its events tell; NaN and 0 where it says
 * nothing.
 *
 * @param spreadSeconds D, the spread objective, s; NaN: the larger of 60 s and what the events
 *     configure
 * @param cadenceSeconds cad, s; NaN: from the events
 * @param members M; 0: from the events
 */
public record Expectation(double spreadSeconds, double cadenceSeconds, int members) {
  /** The policy says nothing. */
  public static final Expectation NONE = new Expectation(Double.NaN, Double.NaN, 0);

  public Expectation {
    if (spreadSeconds <= 0 || cadenceSeconds <= 0) {
      throw new IllegalArgumentException(
          "spread %s s and cadence %s s must be above 0".formatted(spreadSeconds, cadenceSeconds));
    }
    if (members < 0) {
      throw new IllegalArgumentException("members %d must not be negative".formatted(members));
    }
  }

  /** Whether the policy gives D. */
  public boolean hasSpread() {
    return !Double.isNaN(spreadSeconds);
  }

  /** Whether the policy gives cad. */
  public boolean hasCadence() {
    return !Double.isNaN(cadenceSeconds);
  }
}
