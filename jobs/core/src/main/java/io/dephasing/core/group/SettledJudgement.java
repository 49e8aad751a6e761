package io.dephasing.core.group;

import io.dephasing.core.history.OpenSlice;
import io.dephasing.core.rule.DueRule;
import io.dephasing.core.rule.Firing;
import io.dephasing.core.rule.RuleCatalogue;
import io.dephasing.core.rule.RuleContext;
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
  void settled(GroupState state, OpenSlice slice, RuleContext context, Outputs out) {
    for (Map.Entry<RuleCatalogue, SettledRule> entry : rules.entrySet()) {
      if (entry.getValue().watches(context)) {
        fire(entry, () -> entry.getValue().settled(context, slice), state, context, out);
      }
    }
  }

  /** Judges what waits for slices that have settled, empty or not. */
  void due(GroupState state, long settledThrough, RuleContext context, JobSpan span, Outputs out) {
    for (Map.Entry<RuleCatalogue, DueRule> entry : waiting.entrySet()) {
      long due = next(entry.getValue(), state, context, span);
      if (due <= settledThrough) {
        fire(entry, () -> entry.getValue().due(context, due), state, context, out);
      }
    }
    state.dueThrough(Math.max(state.dueThrough(), settledThrough));
  }

  private static void fire(
      Map.Entry<RuleCatalogue, ? extends SettledRule> rule,
      Supplier<Optional<Firing>> judged,
      GroupState state,
      RuleContext context,
      Outputs out) {
    Optional<Firing> firing = firing(rule.getKey(), judged, out);
    if (firing.isPresent()) {
      rule.getValue().remember(state.history(), firing.get());
      state
          .alerts()
          .fire(
              rule.getKey(),
              rule.getValue(),
              context.withResolution(firing.get()),
              context,
              new SpreadAdvice(context, out));
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
  long nextDueMillis(GroupState state, RuleContext context, JobSpan span) {
    long next = Long.MAX_VALUE;
    for (DueRule rule : waiting.values()) {
      long due = next(rule, state, context, span);
      if (due != DueRule.NEVER) {
        next = Math.min(next, context.settledAtMillis(due));
      }
    }
    return next;
  }

  private static long next(DueRule rule, GroupState state, RuleContext context, JobSpan span) {
    long due = rule.watches(context) ? rule.dueSlice(context) : DueRule.NEVER;
    boolean isOpen = due > state.dueThrough() && due != DueRule.NEVER;
    return isOpen && !span.isBehindEnd(due) ? due : DueRule.NEVER;
  }

  /** Asks whether alerts last, now that this slice has settled. */
  void keepActive(GroupState state, RuleContext context, long slice) {
    for (Map.Entry<RuleCatalogue, SettledRule> entry : rules.entrySet()) {
      SettledRule rule = entry.getValue();
      if (state.alerts().isFiring(entry.getKey()) && rule.isActive(context, slice)) {
        long second = rule.activeThrough(context, slice);
        state.alerts().keepActive(entry.getKey(), rule, second, context);
      }
    }
  }
}
