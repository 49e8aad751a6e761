package io.dephasing.core.rule;

import io.dephasing.core.event.GroupKey;
import io.dephasing.core.history.Scope;
import io.dephasing.core.policy.Policy;
import java.util.List;
import java.util.function.Consumer;

/**
 * More events in one second than the policy's limit (METHOD 9.3): at once, no statistics; silent
 * without a limit.
 */
final class PeakRateRule implements InFlightRule {
  private static final String MEASURE = "rate_peak_per_second";

  /** NaN without one. */
  private final double limit;

  PeakRateRule(Policy policy) {
    limit = policy.limit(MEASURE);
  }

  @Override
  public boolean watches(Flow flow) {
    return !flow.group().isRollUp() && !Double.isNaN(limit);
  }

  @Override
  public void candidates(Flow flow, long first, long last, Consumer<Position> positions) {
    for (long e = first; e <= last; e++) {
      if (isActive(flow, e)) {
        positions.accept(Position.at(e, 0));
      }
    }
  }

  @Override
  public Verdict judge(Flow flow, Position position) {
    long end = position.endSecond();
    if (!isActive(flow, end)) {
      return Verdict.QUIET;
    }
    int peak = flow.open().starts(end, Scope.ALL);
    Evidence evidence =
        new Evidence(
            List.of(Condition.above(MEASURE, peak, limit, "per second")),
            Histograms.upTo(flow, end),
            Histograms.instances(flow, end));
    return new Verdict.Fires(
        new Firing(end, 1, end, peak, flow.policy().severity(), evidence, flow.newestMillis(end)));
  }

  @Override
  public boolean isActive(Flow flow, long second) {
    return flow.open().starts(second, Scope.ALL) > limit;
  }

  @Override
  public String summary(GroupKey group, Story story) {
    return "%d events of %s/%s in one second"
        .formatted(story.size(), group.service(), group.name());
  }
}
