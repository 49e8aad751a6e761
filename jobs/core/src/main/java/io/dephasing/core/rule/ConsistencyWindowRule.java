package io.dephasing.core.rule;

import io.dephasing.core.event.EventKind;
import io.dephasing.core.event.GroupKey;
import io.dephasing.core.history.OpenSlice;
import io.dephasing.core.history.Rollouts;
import io.dephasing.core.policy.AlertSeverity;
import io.dephasing.core.slice.Slice;
import java.util.List;
import java.util.Optional;

/**
 * A new version takes too long to reach 95 % of the members (METHOD 14.6): longer than the policy's
 * limit, or, without one, three times the longest of the last three rollouts.
 */
final class ConsistencyWindowRule implements SettledRule {
  private static final String MEASURE = "consistency_window_seconds";
  private static final long MILLIS = 1_000;
  private static final double MINIMUM_RATIO = 3;
  private static final int MINIMUM_MEMBERS = 5;

  /** Rollouts are measured by the minute: shorter ones count as one. */
  private static final double LEAST_SECONDS = 60;

  @Override
  public boolean watches(RuleContext context) {
    return context.group().kind() != EventKind.RETRY && !context.group().isRollUp();
  }

  @Override
  public Optional<Firing> settled(RuleContext context, OpenSlice slice) {
    Rollouts rollouts = context.history().patterns().rollouts();
    long asOf = slice.index() + 1;
    double seconds = rollouts.seconds(asOf, slice.endMillis());
    double limit = limit(context, rollouts, slice.index());
    if (!(seconds > limit) || context.members(asOf) < MINIMUM_MEMBERS) {
      return Optional.empty();
    }
    List<MetCondition> conditions =
        List.of(
            MetCondition.above(MEASURE, seconds, limit, "seconds" + Quantity.ALLOWED),
            new MetCondition(
                "members",
                context.members(asOf),
                MINIMUM_MEMBERS,
                InstanceUnit.ofMembers(context.members(asOf))));
    return Optional.of(
        Tickets.at(context, slice, Math.round(seconds), AlertSeverity.TICKET, conditions));
  }

  /** The policy's, else by the rollouts that were over before a slice; NaN where too few are. */
  private static double limit(RuleContext context, Rollouts rollouts, long slice) {
    double policy = context.policy().limit(MEASURE);
    return Double.isNaN(policy)
        ? MINIMUM_RATIO * Math.max(LEAST_SECONDS, rollouts.longestOfThree(slice))
        : policy;
  }

  @Override
  public boolean isActive(RuleContext context, long slice) {
    Rollouts rollouts = context.history().patterns().rollouts();
    long endMillis = (slice + 1) * Slice.LENGTH_MILLIS;
    return rollouts.seconds(slice + 1, endMillis) > limit(context, rollouts, slice);
  }

  @Override
  public String summary(GroupKey group, Story story) {
    return "a new version of %s/%s %s not reached 95 %% of its members after %s; the limit %s %s"
        .formatted(
            group.service(),
            group.name(),
            story.tense("has", "had"),
            Sentence.lasting(MILLIS * story.size()),
            story.tense("is", "was"),
            Sentence.lasting(Math.round(MILLIS * limit(story.firing().evidence()))));
  }

  private static double limit(AlertEvidence evidence) {
    return evidence.condition(MEASURE).map(MetCondition::threshold).orElse(0.0);
  }

  @Override
  public Lasting lasting() {
    return Lasting.STATE;
  }
}
