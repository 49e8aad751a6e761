package io.dephasing.core.rule;

import io.dephasing.core.event.EventKind;
import io.dephasing.core.event.GroupKey;
import io.dephasing.core.history.BaselineMeasure;
import io.dephasing.core.history.Baselines;
import io.dephasing.core.history.Epoch.Failures;
import io.dephasing.core.history.OpenSlice;
import io.dephasing.core.policy.Severity;
import io.dephasing.core.statistics.CountRatio;
import io.dephasing.core.statistics.CountRatio.Observed;
import io.dephasing.core.statistics.Moments;
import io.dephasing.core.statistics.PeakChange;
import java.util.List;
import java.util.Optional;

/**
 * Smoothed, not cured (METHOD 10, F4): since dephasing was changed the peak has fallen, and
 * failures have not. Silent before a change, and before both sides have blocks and failures enough.
 */
final class MaskedFailureRule implements SettledRule {
  /** Failures that fell by a fifth and more may be on their way. */
  private static final double FALLEN = 0.8;

  private static final long FEWEST_BLOCKS = 5;
  private static final long FEWEST_FAILURES = 10;
  private static final double ALPHA = 0.05;

  /** Failures come in clumps. */
  private static final double DISPERSION = 3;

  @Override
  public boolean watches(Flow flow) {
    return !flow.group().isRollUp();
  }

  @Override
  public Optional<Firing> settled(Flow flow, OpenSlice slice) {
    Baselines baselines = flow.history().baselines();
    if (!baselines.isFrozen()) {
      return Optional.empty();
    }
    Failures before = baselines.before().failures();
    Failures since = baselines.since().failures();
    boolean isKnown =
        before.failures() >= FEWEST_FAILURES
            && since.failures() >= FEWEST_FAILURES
            && before.trials() > 0
            && since.trials() > 0;
    if (!isKnown || !isPeakReduced(baselines)) {
      return Optional.empty();
    }
    CountRatio ratio = CountRatio.of(observed(before), observed(since), DISPERSION, ALPHA);
    boolean areFailuresLeft = ratio.high() > FALLEN && ratio.ratio() > FALLEN;
    return areFailuresLeft
        ? Optional.of(firing(flow, slice, ratio.ratio(), since.failures()))
        : Optional.empty();
  }

  private static boolean isPeakReduced(Baselines baselines) {
    Moments before = peaks(baselines, true);
    Moments since = peaks(baselines, false);
    return before.n() >= FEWEST_BLOCKS
        && since.n() >= FEWEST_BLOCKS
        && PeakChange.of(before, since, ALPHA).highRatio() < 0;
  }

  private static Moments peaks(Baselines baselines, boolean isBefore) {
    return (isBefore ? baselines.before() : baselines.since())
        .logs(BaselineMeasure.RATE_PEAK_PER_SECOND, Long.MAX_VALUE);
  }

  private static Observed observed(Failures failures) {
    return new Observed(failures.failures(), (double) failures.trials());
  }

  private static Firing firing(Flow flow, OpenSlice slice, double left, long failures) {
    Baselines baselines = flow.history().baselines();
    boolean isRetry = flow.group().kind() == EventKind.RETRY;
    String measure = isRetry ? "retry_depth_mean" : "failure_ratio";
    Condition failing = Condition.above(measure, left, FALLEN, "of what it was before");
    Condition peak =
        Condition.below(
            "rate_peak_per_second",
            Math.exp(peaks(baselines, false).mean()),
            Math.exp(peaks(baselines, true).mean()),
            "per second");
    return Tickets.at(flow, slice, failures, Severity.TICKET, List.of(peak, failing));
  }

  @Override
  public boolean isActive(Flow flow, long slice) {
    // Only what fires keeps it alive.
    return false;
  }

  @Override
  public String summary(GroupKey group, Story story) {
    return "%s/%s %s smoothed, not cured: its peak has fallen, its failures have not"
        .formatted(group.service(), group.name(), story.tense("is", "was"));
  }

  @Override
  public Lasting lasting() {
    return Lasting.SEEN_EACH_CYCLE;
  }
}
