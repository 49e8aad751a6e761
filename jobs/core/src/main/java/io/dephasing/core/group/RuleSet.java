package io.dephasing.core.group;

import io.dephasing.core.policy.Policy;
import io.dephasing.core.rule.DueRule;
import io.dephasing.core.rule.InFlightRule;
import io.dephasing.core.rule.Rule;
import io.dephasing.core.rule.RuleCatalogue;
import io.dephasing.core.rule.SettledRule;
import java.util.EnumMap;
import java.util.Map;

/** One operator's rules, by when they judge. Nobody writes to the maps. */
final class RuleSet {
  private final Map<RuleCatalogue, Rule> all = new EnumMap<>(RuleCatalogue.class);
  private final Map<RuleCatalogue, InFlightRule> inFlight = new EnumMap<>(RuleCatalogue.class);
  private final Map<RuleCatalogue, SettledRule> settled = new EnumMap<>(RuleCatalogue.class);
  private final Map<RuleCatalogue, DueRule> due = new EnumMap<>(RuleCatalogue.class);

  RuleSet(Policy policy) {
    for (RuleCatalogue id : RuleCatalogue.all()) {
      Rule rule = id.create(policy);
      all.put(id, rule);
      if (rule instanceof InFlightRule judging) {
        inFlight.put(id, judging);
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

  Map<RuleCatalogue, InFlightRule> inFlight() {
    return inFlight;
  }

  Map<RuleCatalogue, SettledRule> settled() {
    return settled;
  }

  Map<RuleCatalogue, DueRule> due() {
    return due;
  }
}
