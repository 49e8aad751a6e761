package io.dephasing.core.rule;

import io.dephasing.core.event.GroupKey;
import io.dephasing.core.history.OpenSlice;
import io.dephasing.core.policy.Severity;
import io.dephasing.core.slice.Delays;
import io.dephasing.core.slice.Delays.Delay;
import io.dephasing.core.slice.Offsets;
import io.dephasing.core.statistics.LogHistogram;
import java.util.List;
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

  @Override
  public boolean watches(Flow flow) {
    return !flow.group().isRollUp();
  }

  @Override
  public Optional<Firing> settled(Flow flow, OpenSlice slice) {
    Offsets offsets = slice.slice().offsets();
    long critical = offsets.critical();
    if (critical >= MINIMUM_CRITICAL && offsets.criticalWithOffset() >= OFFSET_RATIO * critical) {
      double share = offsets.criticalWithOffset() / (double) critical;
      Condition held = new Condition("offset_zero_ratio", 1 - share, OFFSET_RATIO, "ratio");
      return Optional.of(Tickets.at(flow, slice, critical, Severity.PAGE, List.of(held)));
    }
    double limit = DELAY_RATIO * flow.spreadSeconds(slice.index() + 1, 0);
    return late(flow, slice, Delay.CRITICAL_START_DELAY, MINIMUM_CRITICAL, limit)
        .or(() -> late(flow, slice, Delay.OFFSET_ERROR, MINIMUM_EVENTS, limit))
        .or(() -> longer(flow, slice));
  }

  private static Optional<Firing> longer(Flow flow, OpenSlice slice) {
    return DurationRegression.of(flow.history().baselines())
        .map(
            condition ->
                Tickets.at(
                    flow,
                    slice,
                    slice.slice().tally().ends(),
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
            events,
            isCritical ? Severity.PAGE : Severity.TICKET,
            List.of(new Condition(measure, seconds, limitSeconds, "seconds"))));
  }

  @Override
  public boolean isActive(Flow flow, long slice) {
    return Tickets.lasts(flow, RuleCatalogue.OVER_THROTTLED, slice);
  }

  @Override
  public String summary(GroupKey group, Firing firing) {
    boolean isDuration =
        firing.evidence().conditions().stream()
            .anyMatch(condition -> condition.name().equals(DurationRegression.MEASURE));
    String what =
        isDuration
            ? "runs of %s/%s take longer since dephasing was changed"
            : "starts of %s/%s are held back more than their spread explains";
    return what.formatted(group.service(), group.name());
  }
}
