package io.dephasing.core.rule;

import io.dephasing.core.event.GroupKey;
import io.dephasing.core.policy.Policy;
import java.util.List;
import java.util.function.Consumer;

/**
 * More runs at once than the policy's limit (METHOD 9.3): judged on complete seconds, no
 * statistics; silent without a limit, and before a group has reported an END: without ENDs every
 * start would seem to run on (METHOD 6.1).
 */
final class ConcurrencyRule implements InFlightRule {
  private static final String MEASURE = "concurrency_max";

  /** NaN without one. */
  private final double limit;

  ConcurrencyRule(Policy policy) {
    limit = policy.limit(MEASURE);
  }

  @Override
  public boolean watches(RuleContext context) {
    return context.group().kind().hasPhases()
        && !context.group().isRollUp()
        && !Double.isNaN(limit);
  }

  @Override
  public void candidates(RuleContext context, long first, long last, Consumer<Position> positions) {
    // What is complete was judged then: what has settled since would be counted otherwise now.
    long from = Math.max(first, context.progress().completeSecond() + 1);
    context
        .open()
        .forEachWithEvents(from, last, second -> positions.accept(Position.at(second, 0)));
  }

  @Override
  public Verdict judge(RuleContext context, Position position) {
    long end = position.endSecond();
    if (context.progress().completeSecond() < end) {
      return new Verdict.Wait(end, 0);
    }
    if (!context.history().runs().hasEndsBy(end, context.referenceSlice(end))
        || !isActive(context, end)) {
      return Verdict.QUIET;
    }
    long running = context.history().runs().inFlight(end);
    AlertEvidence evidence =
        new AlertEvidence(
            List.of(
                MetCondition.above(MEASURE, (double) running, limit, "runs" + Quantity.ALLOWED)),
            Histograms.upTo(context, end),
            Histograms.instances(context, end));
    long decided =
        Math.max(
            context.newestMillis(end),
            (end + 1) * 1000 + context.progress().lateness().boundMillis());
    // Of runs that were first known to end now: so many have been running for longer.
    long since = context.history().runs().inFlightSince(end, (long) Math.floor(limit) + 1);
    return new Verdict.Fires(
        new Firing(end, 1, since, (int) running, context.policy().severity(), evidence, decided));
  }

  @Override
  public boolean isActive(RuleContext context, long second) {
    // Mostly far below the limit: then no second need be looked at.
    return context.history().runs().mostInFlight() > limit
        && context.history().runs().inFlight(second) > limit;
  }

  @Override
  public String summary(GroupKey group, Story story) {
    return "%s of %s/%s %s in flight at once%s"
        .formatted(
            Counted.of(story.size(), "run", "runs"),
            group.service(),
            group.name(),
            story.tense("is", "are", Counted.form(story.size(), "was", "were")),
            Counted.allowed(story, MEASURE));
  }

  @Override
  public Lasting lasting() {
    return Lasting.STATE;
  }
}
