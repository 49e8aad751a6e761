package io.dephasing.core.group;

import io.dephasing.core.history.OpenSlice;
import io.dephasing.core.rule.DueRule;
import io.dephasing.core.rule.Firing;
import io.dephasing.core.rule.Flow;
import io.dephasing.core.rule.RuleCatalogue;
import io.dephasing.core.rule.SettledRule;
import io.dephasing.core.rule.UnmetConditionException;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * When settled rules are asked: at each slice that settles with events, at slices that a rule waits
 * for though nothing comes, and while an alert is out at every slice.
 */
final class SettledJudgement {
  private final Map<RuleCatalogue, SettledRule> rules;
  private final Map<RuleCatalogue, DueRule> waiting;

  SettledJudgement(RuleSet rules) {
    this.rules = rules.settled();
    this.waiting = rules.due();
  }

  /** Judges a slice that has just settled. */
  void settled(GroupState state, OpenSlice slice, Flow flow, Outputs out) {
    for (Map.Entry<RuleCatalogue, SettledRule> entry : rules.entrySet()) {
      if (entry.getValue().watches(flow)) {
        fire(entry, () -> entry.getValue().settled(flow, slice), state, flow, out);
      }
    }
  }

  /** Judges what waits for slices that have settled, empty or not. */
  void due(GroupState state, long settledThrough, Flow flow, JobSpan span, Outputs out) {
    for (Map.Entry<RuleCatalogue, DueRule> entry : waiting.entrySet()) {
      long due = next(entry.getValue(), state, flow, span);
      if (due <= settledThrough) {
        fire(entry, () -> entry.getValue().due(flow, due), state, flow, out);
      }
    }
    state.dueThrough(Math.max(state.dueThrough(), settledThrough));
  }

  private static void fire(
      Map.Entry<RuleCatalogue, ? extends SettledRule> rule,
      Supplier<Optional<Firing>> judged,
      GroupState state,
      Flow flow,
      Outputs out) {
    Optional<Firing> firing = firing(rule.getKey(), judged, out);
    if (firing.isPresent()) {
      rule.getValue().remember(state.history(), firing.get());
      state
          .alerts()
          .fire(
              rule.getKey(),
              rule.getValue(),
              flow.withResolution(firing.get()),
              flow,
              new SpreadAdvice(flow, out));
    }
  }

  private static Optional<Firing> firing(
      RuleCatalogue id, Supplier<Optional<Firing>> judged, Outputs out) {
    try {
      return judged.get();
    } catch (UnmetConditionException e) {
      out.unmet(id, e);
      return Optional.empty();
    }
  }

  /** When the next slice settles that a rule waits for, ms; {@link Long#MAX_VALUE} for never. */
  long nextDueMillis(GroupState state, Flow flow, JobSpan span) {
    long next = Long.MAX_VALUE;
    for (DueRule rule : waiting.values()) {
      long due = next(rule, state, flow, span);
      if (due != DueRule.NEVER) {
        next = Math.min(next, flow.settledAtMillis(due));
      }
    }
    return next;
  }

  private static long next(DueRule rule, GroupState state, Flow flow, JobSpan span) {
    long due = rule.watches(flow) ? rule.dueSlice(flow) : DueRule.NEVER;
    boolean isOpen = due > state.dueThrough() && due != DueRule.NEVER;
    return isOpen && !span.isBehindEnd(due) ? due : DueRule.NEVER;
  }

  /** Asks whether alerts last, now that this slice has settled. */
  void keepActive(GroupState state, Flow flow, long slice) {
    for (Map.Entry<RuleCatalogue, SettledRule> entry : rules.entrySet()) {
      SettledRule rule = entry.getValue();
      if (state.alerts().isFiring(entry.getKey()) && rule.isActive(flow, slice)) {
        long second = rule.activeThrough(flow, slice);
        state.alerts().keepActive(entry.getKey(), rule, second, flow);
      }
    }
  }
}
