package io.dephasing.core.group;

import io.dephasing.core.policy.Policy;
import io.dephasing.core.rule.DueRule;
import io.dephasing.core.rule.InFlightRule;
import io.dephasing.core.rule.Rule;
import io.dephasing.core.rule.RuleCatalogue;
import io.dephasing.core.rule.SettledRule;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The rules of one operator, parted by when they judge: in flight, at settling, or when due.
 * Callers must not modify the collections that it returns.
 */
final class RuleSet {
  private final Map<RuleCatalogue, Rule> all = new EnumMap<>(RuleCatalogue.class);
  private final List<InFlight> inFlight = new ArrayList<>();
  private final Map<RuleCatalogue, SettledRule> settled = new EnumMap<>(RuleCatalogue.class);
  private final Map<RuleCatalogue, DueRule> due = new EnumMap<>(RuleCatalogue.class);

  /** A rule that judges in flight, and its name. */
  record InFlight(RuleCatalogue id, InFlightRule rule) {}

  RuleSet(Policy policy) {
    this(id -> id.create(policy));
  }

  /** With each rule from here. */
  RuleSet(Function<RuleCatalogue, Rule> rules) {
    for (RuleCatalogue id : RuleCatalogue.all()) {
      Rule rule = rules.apply(id);
      all.put(id, rule);
      if (rule instanceof InFlightRule judging) {
        inFlight.add(new InFlight(id, judging));
      } else if (rule instanceof SettledRule judging) {
        settled.put(id, judging);
      }
      if (rule instanceof DueRule waiting) {
        due.put(id, waiting);
      }
    }
  }

  Map<RuleCatalogue, Rule> all() {
    return all;
  }

  /**
   * Rules that judge open slices, in the order of the catalogue. A list, because it is walked for
   * each partial slice: iterating a map is slower.
   */
  List<InFlight> inFlight() {
    return inFlight;
  }

  /** The rule that judges in flight by this name; null where there is none. */
  @Nullable InFlightRule inFlight(RuleCatalogue id) {
    return all.get(id) instanceof InFlightRule rule ? rule : null;
  }

  Map<RuleCatalogue, SettledRule> settled() {
    return settled;
  }

  Map<RuleCatalogue, DueRule> due() {
    return due;
  }
}
