package io.dephasing.core.recommendation;

import java.util.List;

/**
 * What a group is like that acts in herds.
 *
 * @param members M, 1 or more
 * @param spreadSeconds D, the group's spread objective, above 0
 * @param limits what the policy and the cadence allow
 * @param durationSeconds how long a run takes, p95, in whole seconds, 1 or more; 1 where unknown
 * @param traits what decides how slots are given
 * @param names of the members, as far as they are at hand
 */
public record Situation(
    int members,
    double spreadSeconds,
    Limits limits,
    long durationSeconds,
    Traits traits,
    List<String> names) {
  public Situation {
    names = List.copyOf(names);
    if (members < 1) {
      throw new IllegalArgumentException("members %d are below 1".formatted(members));
    }
    if (!(spreadSeconds > 0)) {
      throw new IllegalArgumentException("spread %s s is not above 0".formatted(spreadSeconds));
    }
    if (durationSeconds < 1) {
      throw new IllegalArgumentException("duration %d s is below 1 s".formatted(durationSeconds));
    }
  }

  /**
   * What a spread must keep.
   *
   * @param peakPerSecond most starts in a second, of the policy; NaN where it has no limit
   * @param runsAtOnce most runs at once, of the policy; NaN where it has no limit
   * @param delaySeconds longest delay of a start, of the policy; NaN where it has no limit
   * @param cadenceSeconds cad; NaN where unknown
   */
  public record Limits(
      double peakPerSecond, double runsAtOnce, double delaySeconds, double cadenceSeconds) {
    /** Nothing is limited, and the cadence is not known. */
    public static final Limits NONE = new Limits(Double.NaN, Double.NaN, Double.NaN, Double.NaN);

    /** The longest window: half of the cadence and the longest delay; infinite without both. */
    double longestSeconds() {
      double half = Double.isNaN(cadenceSeconds) ? Double.POSITIVE_INFINITY : cadenceSeconds / 2;
      return Double.isNaN(delaySeconds) ? half : Math.min(half, delaySeconds);
    }

    /** What sets {@link #longestSeconds}, for people. */
    String longestText() {
      boolean isDelay = !Double.isNaN(delaySeconds) && longestSeconds() == delaySeconds;
      return "%s %.0f s"
          .formatted(
              isDelay ? "the policy's limit on the start delay," : "half of the cadence,",
              Math.floor(longestSeconds()));
    }
  }

  /**
   * What decides how slots are given.
   *
   * @param retries a failed call's clients: nobody lists them, and each failure is a new one
   * @param lastingNames the members' names are known and the same from run to run
   * @param criticalPath some of the herd's starts are waited for
   * @param uniformSeconds offsets are uniform on so many seconds already; 0 where they are not
   */
  public record Traits(
      boolean retries, boolean lastingNames, boolean criticalPath, double uniformSeconds) {
    /** Nothing is known. */
    public static final Traits UNKNOWN = new Traits(false, false, false, 0);
  }
}
