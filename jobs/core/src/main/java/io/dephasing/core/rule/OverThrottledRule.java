package io.dephasing.core.rule;

import io.dephasing.core.event.GroupKey;
import io.dephasing.core.history.OpenSlice;
import io.dephasing.core.policy.AlertSeverity;
import io.dephasing.core.slice.DurationHistograms;
import io.dephasing.core.slice.DurationHistograms.Delay;
import io.dephasing.core.slice.Offsets;
import io.dephasing.core.statistics.LogHistogram;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Dephasing holds up what somebody waits for (METHOD 10, F8): critical starts carry an offset, or
 * start far later than the spread explains; or runs take longer since dephasing was changed.
 */
final class OverThrottledRule implements SettledRule {
  private static final long MINIMUM_CRITICAL = 5;
  private static final long MINIMUM_EVENTS = 10;
  private static final double OFFSET_RATIO = 0.5;
  private static final double DELAY_RATIO = 1.1;
  private static final double QUANTILE = 0.99;
  private static final String HELD = "critical_offset_ratio";
  private static final String CRITICAL = "critical_starts";

  @Override
  public boolean watches(RuleContext context) {
    return !context.group().isRollUp();
  }

  @Override
  public Optional<Firing> settled(RuleContext context, OpenSlice slice) {
    Offsets offsets = slice.slice().offsets();
    long critical = offsets.critical();
    double share = critical == 0 ? 0 : offsets.criticalWithOffset() / (double) critical;
    if (critical >= MINIMUM_CRITICAL && share >= OFFSET_RATIO) {
      return Optional.of(held(context, slice, offsets));
    }
    double limit = DELAY_RATIO * context.spreadSeconds(slice.index() + 1, 0);
    return late(context, slice, Delay.CRITICAL_START_DELAY, MINIMUM_CRITICAL, limit)
        .or(() -> late(context, slice, Delay.OFFSET_ERROR, MINIMUM_EVENTS, limit))
        .or(() -> longer(context, slice));
  }

  private static Firing held(RuleContext context, OpenSlice slice, Offsets offsets) {
    long critical = offsets.critical();
    long held = offsets.criticalWithOffset();
    List<MetCondition> conditions =
        List.of(
            new MetCondition(HELD, held / (double) critical, OFFSET_RATIO, "ratio"),
            new MetCondition(CRITICAL, critical, MINIMUM_CRITICAL, "starts of a minute"));
    return Tickets.at(context, slice, held, AlertSeverity.PAGE, conditions);
  }

  private static Optional<Firing> longer(RuleContext context, OpenSlice slice) {
    return DurationRegression.of(context.history().baselines())
        .map(
            condition ->
                Tickets.at(
                    context,
                    slice,
                    Math.round(condition.value()),
                    AlertSeverity.TICKET,
                    List.of(condition)));
  }

  private static Optional<Firing> late(
      RuleContext context, OpenSlice slice, Delay delay, long fewest, double limitSeconds) {
    DurationHistograms delays = slice.slice().delays();
    long events = delays.has(delay) ? delays.events(delay) : 0;
    if (events < fewest) {
      return Optional.empty();
    }
    double seconds = LogHistogram.quantileMillis(delays.counts(delay), QUANTILE) / 1e3;
    if (!(seconds > limitSeconds)) {
      return Optional.empty();
    }
    boolean isCritical = delay == Delay.CRITICAL_START_DELAY;
    String measure = isCritical ? "critical_start_delay_p99_seconds" : "offset_error_p99_seconds";
    return Optional.of(
        Tickets.at(
            context,
            slice,
            Math.round(seconds),
            isCritical ? AlertSeverity.PAGE : AlertSeverity.TICKET,
            List.of(MetCondition.above(measure, seconds, limitSeconds, "seconds"))));
  }

  @Override
  public boolean isActive(RuleContext context, long slice) {
    // Only what fires keeps it alive.
    return false;
  }

  @Override
  public String summary(GroupKey group, Story story) {
    AlertEvidence evidence = story.firing().evidence();
    if (evidence.value(HELD).isPresent()) {
      return held(group, story);
    }
    return evidence.value(DurationRegression.MEASURE).isPresent()
        ? longer(group, story)
        : String.format(
            Locale.ROOT,
            "99 of 100 starts of %s/%s %s up to %d s late, more than their spread explains",
            group.service(),
            group.name(),
            story.tense("come", "came"),
            story.size());
  }

  private static String held(GroupKey group, Story story) {
    return String.format(
        Locale.ROOT,
        "%d of %.0f critical starts of %s/%s in a minute %s given an offset, and somebody waits for them",
        story.size(),
        story.firing().evidence().value(CRITICAL).orElse(story.size()),
        group.service(),
        group.name(),
        story.tense("is", "are", Counted.form(story.size(), "was", "were")));
  }

  private static String longer(GroupKey group, Story story) {
    return String.format(
        Locale.ROOT,
        "99 of 100 runs of %s/%s %s %d s or less since dephasing was changed; it was %.0f s before",
        group.service(),
        group.name(),
        story.tense("take", "took"),
        story.size(),
        DurationRegression.before(story.firing().evidence().conditions().get(0)));
  }

  @Override
  public Lasting lasting() {
    return Lasting.SEEN_EACH_CYCLE;
  }
}
