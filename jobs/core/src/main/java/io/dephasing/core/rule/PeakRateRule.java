package io.dephasing.core.rule;

import io.dephasing.core.event.GroupKey;
import io.dephasing.core.history.Scope;
import io.dephasing.core.policy.Policy;
import java.util.List;
import java.util.function.Consumer;

/**
 * More events in one second than the policy's limit (METHOD 9.3): at once, no statistics; silent
 * without a limit. Where times are whole minutes, a minute that holds more than 60 times the limit
 * has a second that passes it.
 */
final class PeakRateRule implements InFlightRule {
  private static final String MEASURE = "rate_peak_per_second";

  /** NaN without one. */
  private final double limit;

  PeakRateRule(Policy policy) {
    limit = policy.limit(MEASURE);
  }

  @Override
  public boolean watches(RuleContext context) {
    return !context.group().isRollUp() && !Double.isNaN(limit);
  }

  @Override
  public void candidates(RuleContext context, long first, long last, Consumer<Position> positions) {
    for (long e = first; e <= last; e++) {
      if (context.open().starts(e, Scope.ALL) > limit) {
        positions.accept(Position.at(e, 0));
      }
    }
  }

  @Override
  public Verdict judge(RuleContext context, Position position) {
    long end = position.endSecond();
    boolean isMinute = WholeMinutes.areAll(context, end, end, Scope.ALL);
    long gate = isMinute ? WholeMinutes.gate(context, end) : Long.MIN_VALUE;
    if (context.progress().completeSecond() < gate) {
      return new Verdict.Wait(gate, 0);
    }
    double peak = WholeMinutes.leastPeak(context, end);
    if (!(peak > limit)) {
      return Verdict.QUIET;
    }
    AlertEvidence evidence =
        new AlertEvidence(
            List.of(MetCondition.above(MEASURE, peak, limit, "per second" + Quantity.ALLOWED)),
            Histograms.upTo(context, end),
            Histograms.instances(context, end));
    long decided =
        isMinute
            ? Math.max(
                context.newestMillis(end),
                (gate + 1) * 1000 + context.progress().lateness().boundMillis())
            : context.newestMillis(end);
    Firing firing =
        new Firing(
            end, 1, end, (int) Math.ceil(peak), context.policy().severity(), evidence, decided);
    return new Verdict.Fires(isMinute ? context.withResolution(firing) : firing);
  }

  @Override
  public boolean isActive(RuleContext context, long second) {
    return context.open().starts(second, Scope.ALL) > limit
        && WholeMinutes.leastPeak(context, second) > limit;
  }

  @Override
  public String summary(GroupKey group, Story story) {
    return "%s of %s/%s %s in one second%s"
        .formatted(
            Counted.of(story.size(), "event", "events"),
            group.service(),
            group.name(),
            story.tense("comes", "come", "came"),
            Counted.allowed(story, MEASURE));
  }
}
