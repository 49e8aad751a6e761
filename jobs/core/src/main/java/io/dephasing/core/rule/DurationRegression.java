package io.dephasing.core.rule;

import io.dephasing.core.history.Baselines;
import io.dephasing.core.statistics.Moments;
import io.dephasing.core.statistics.PeakChange;
import java.util.Optional;

/**
 * Runs take longer since dephasing was changed (METHOD 10, F8): the logarithms of the hours' 99th
 * percentiles, after against before (METHOD 7.1), and the latest hour itself shows it. Nothing
 * before a change, nor before both sides have five hours.
 */
final class DurationRegression {
  /** Id of what it looks at. */
  static final String MEASURE = "duration_p99_seconds";

  private static final long FEWEST_HOURS = 5;

  /** More than from one bin of a histogram to the next, which is a quarter. */
  private static final double SMALLEST_CHANGE = 0.3;

  private static final double ALPHA = 0.05;

  private DurationRegression() {}

  /** What the 99th percentile was before, s. */
  static double before(MetCondition condition) {
    return condition.threshold() / (1 + SMALLEST_CHANGE);
  }

  /** What the 99th percentile is now against what it may be; nothing where it is no longer. */
  static Optional<MetCondition> of(Baselines baselines) {
    if (!baselines.isFrozen()) {
      return Optional.empty();
    }
    Moments before = baselines.before().hourlyDurations();
    Moments since = baselines.since().hourlyDurations();
    if (before.n() < FEWEST_HOURS || since.n() < FEWEST_HOURS) {
      return Optional.empty();
    }
    PeakChange change = PeakChange.of(before, since, ALPHA);
    double latest = Math.exp(baselines.latestDuration());
    double longest = (1 + SMALLEST_CHANGE) * Math.exp(before.mean());
    return change.lowRatio() > 0 && change.ratio() >= SMALLEST_CHANGE && latest >= longest
        ? Optional.of(new MetCondition(MEASURE, latest, longest, "seconds"))
        : Optional.empty();
  }
}
