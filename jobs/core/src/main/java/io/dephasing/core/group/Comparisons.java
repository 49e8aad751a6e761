package io.dephasing.core.group;

import io.dephasing.core.history.BaselineMeasure;
import io.dephasing.core.history.Baselines;
import io.dephasing.core.sli.Comparison;
import io.dephasing.core.sli.Comparison.Change;
import io.dephasing.core.statistics.CountRatio;
import io.dephasing.core.statistics.CountRatio.Observed;
import io.dephasing.core.statistics.Moments;
import io.dephasing.core.statistics.PeakChange;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** What a window is compared with, as of the slices settled before it (METHOD 7.1, 7.2). */
final class Comparisons {
  private static final double ALPHA = 0.05;

  private Comparisons() {}

  /**
   * Baselines and changes of a window.
   *
   * @param m the slice before the window: all before that one are settled when the window ends
   */
  static Comparison of(Baselines baselines, long m) {
    Map<String, Double> before = new HashMap<>();
    Map<String, Change> changes = new HashMap<>();
    for (BaselineMeasure measure : BaselineMeasure.all()) {
      double baseline = baselines.baseline(measure, m);
      if (!Double.isNaN(baseline)) {
        before.put(measure.id(), baseline);
      }
      if (baselines.isFrozen()) {
        change(baselines, measure, m).ifPresent(change -> changes.put(measure.id(), change));
      }
    }
    return before.isEmpty() ? Comparison.NONE : new Comparison(before, changes);
  }

  private static Optional<Change> change(Baselines baselines, BaselineMeasure measure, long m) {
    if (measure == BaselineMeasure.EVENTS) {
      return changeOfEvents(
          baselines.before().eventsPerMinute(Long.MAX_VALUE),
          baselines.since().eventsPerMinute(m),
          baselines.since().blockMinutes());
    }
    PeakChange change =
        PeakChange.of(
            baselines.before().logs(measure, Long.MAX_VALUE),
            baselines.since().logs(measure, m),
            ALPHA);
    return Double.isNaN(change.ratio())
        ? Optional.empty()
        : Optional.of(new Change(change.lowRatio(), change.ratio(), change.highRatio()));
  }

  /** Blocks are independent, minutes of one are not: their variance is that of blocks. */
  private static Optional<Change> changeOfEvents(Moments before, Moments since, long minutes) {
    if (before.n() < 2 || since.n() < 2) {
      return Optional.empty();
    }
    double dispersion = Math.max(1, minutes * Math.max(dispersion(before), dispersion(since)));
    CountRatio ratio =
        CountRatio.of(observed(before, minutes), observed(since, minutes), dispersion, ALPHA);
    return Optional.of(new Change(ratio.low() - 1, ratio.ratio() - 1, ratio.high() - 1));
  }

  private static double dispersion(Moments perMinute) {
    return perMinute.mean() == 0 ? 1 : perMinute.variance() / perMinute.mean();
  }

  private static Observed observed(Moments perMinute, long minutes) {
    double exposure = (double) perMinute.n() * minutes;
    return new Observed(Math.round(perMinute.mean() * exposure), exposure);
  }
}
