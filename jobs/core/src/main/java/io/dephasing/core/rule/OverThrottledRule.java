package io.dephasing.core.rule;

import io.dephasing.core.event.GroupKey;
import io.dephasing.core.history.OpenSlice;
import io.dephasing.core.policy.Severity;
import io.dephasing.core.slice.Delays;
import io.dephasing.core.slice.Delays.Delay;
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
  public boolean watches(Flow flow) {
    return !flow.group().isRollUp();
  }

  @Override
  public Optional<Firing> settled(Flow flow, OpenSlice slice) {
    Offsets offsets = slice.slice().offsets();
    long critical = offsets.critical();
    double share = critical == 0 ? 0 : offsets.criticalWithOffset() / (double) critical;
    if (critical >= MINIMUM_CRITICAL && share >= OFFSET_RATIO) {
      return Optional.of(held(flow, slice, offsets));
    }
    double limit = DELAY_RATIO * flow.spreadSeconds(slice.index() + 1, 0);
    return late(flow, slice, Delay.CRITICAL_START_DELAY, MINIMUM_CRITICAL, limit)
        .or(() -> late(flow, slice, Delay.OFFSET_ERROR, MINIMUM_EVENTS, limit))
        .or(() -> longer(flow, slice));
  }

  private static Firing held(Flow flow, OpenSlice slice, Offsets offsets) {
    long critical = offsets.critical();
    long held = offsets.criticalWithOffset();
    List<Condition> conditions =
        List.of(
            new Condition(HELD, held / (double) critical, OFFSET_RATIO, "ratio"),
            new Condition(CRITICAL, critical, MINIMUM_CRITICAL, "starts of a minute"));
    return Tickets.at(flow, slice, held, Severity.PAGE, conditions);
  }

  private static Optional<Firing> longer(Flow flow, OpenSlice slice) {
    return DurationRegression.of(flow.history().baselines())
        .map(
            condition ->
                Tickets.at(
                    flow,
                    slice,
                    Math.round(condition.value()),
                    Severity.TICKET,
                    List.of(condition)));
  }

  private static Optional<Firing> late(
      Flow flow, OpenSlice slice, Delay delay, long fewest, double limitSeconds) {
    Delays delays = slice.slice().delays();
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
            flow,
            slice,
            Math.round(seconds),
            isCritical ? Severity.PAGE : Severity.TICKET,
            List.of(Condition.above(measure, seconds, limitSeconds, "seconds"))));
  }

  @Override
  public boolean isActive(Flow flow, long slice) {
    // Only what fires keeps it alive.
    return false;
  }

  @Override
  public String summary(GroupKey group, Story story) {
    Evidence evidence = story.firing().evidence();
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
