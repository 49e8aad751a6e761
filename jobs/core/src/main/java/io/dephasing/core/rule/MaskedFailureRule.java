package io.dephasing.core.rule;

import io.dephasing.core.event.EventKind;
import io.dephasing.core.event.GroupKey;
import io.dephasing.core.history.BaselineMeasure;
import io.dephasing.core.history.Baselines;
import io.dephasing.core.history.Epoch.Failures;
import io.dephasing.core.history.OpenSlice;
import io.dephasing.core.policy.AlertSeverity;
import io.dephasing.core.statistics.CountRatio;
import io.dephasing.core.statistics.CountRatio.Observed;
import io.dephasing.core.statistics.Moments;
import io.dephasing.core.statistics.PeakChange;
import java.util.List;
import java.util.Locale;
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
  private static final double PERCENT = 100;
  private static final String PEAK = "rate_peak_per_second";
  private static final String FAILURES = "failure_ratio";
  private static final String RETRIES = "further_retries_ratio";

  /** Failures come in clumps. */
  private static final double DISPERSION = 3;

  @Override
  public boolean watches(RuleContext context) {
    return !context.group().isRollUp();
  }

  @Override
  public Optional<Firing> settled(RuleContext context, OpenSlice slice) {
    Baselines baselines = context.history().baselines();
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
        ? Optional.of(firing(context, slice, ratio.ratio(), since))
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

  private static Firing firing(RuleContext context, OpenSlice slice, double left, Failures since) {
    Baselines baselines = context.history().baselines();
    boolean isRetry = context.group().kind() == EventKind.RETRY;
    double now = since.failures() / (double) since.trials();
    MetCondition failing =
        isRetry
            ? MetCondition.above(
                RETRIES,
                now,
                now / left * FALLEN,
                "retries behind each first one, four fifths of before")
            : MetCondition.above(
                FAILURES, now, now / left * FALLEN, "ratio, four fifths of before");
    MetCondition peak =
        MetCondition.below(
            PEAK,
            Math.exp(peaks(baselines, false).mean()),
            Math.exp(peaks(baselines, true).mean()),
            "per second");
    return Tickets.at(
        context, slice, Math.round(PERCENT * left), AlertSeverity.TICKET, List.of(peak, failing));
  }

  @Override
  public boolean isActive(RuleContext context, long slice) {
    // Only what fires keeps it alive.
    return false;
  }

  @Override
  public String summary(GroupKey group, Story story) {
    AlertEvidence evidence = story.firing().evidence();
    return "%s/%s %s smoothed, not cured: since dephasing was changed %s, and %s"
        .formatted(
            group.service(),
            group.name(),
            story.tense("is", "was"),
            evidence.condition(PEAK).map(MaskedFailureRule::peak).orElse("its peak fell"),
            evidence
                .condition(FAILURES)
                .map(MaskedFailureRule::failures)
                .or(() -> evidence.condition(RETRIES).map(MaskedFailureRule::retries))
                .orElse("its failures did not"));
  }

  private static String peak(MetCondition peak) {
    return String.format(
        Locale.ROOT,
        "its peak fell from %.1f to %.1f events a second",
        peak.threshold(),
        peak.value());
  }

  private static String failures(MetCondition failing) {
    return String.format(
        Locale.ROOT,
        "its failures went from %.1f %% to %.1f %%",
        PERCENT * failing.threshold() / FALLEN,
        PERCENT * failing.value());
  }

  private static String retries(MetCondition failing) {
    return String.format(
        Locale.ROOT,
        "the retries behind each first retry went from %.2f to %.2f",
        failing.threshold() / FALLEN,
        failing.value());
  }

  @Override
  public Lasting lasting() {
    return Lasting.SEEN_EACH_CYCLE;
  }
}
