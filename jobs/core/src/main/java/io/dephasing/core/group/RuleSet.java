package io.dephasing.core.group;

import io.dephasing.core.policy.Policy;
import io.dephasing.core.rule.InFlightRule;
import io.dephasing.core.rule.Rule;
import io.dephasing.core.rule.RuleCatalogue;
import io.dephasing.core.rule.SettledRule;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/** One operator's rules, by when they judge. */
final class RuleSet {
  private final Map<RuleCatalogue, Rule> all = new EnumMap<>(RuleCatalogue.class);
  private final Map<RuleCatalogue, InFlightRule> inFlight = new EnumMap<>(RuleCatalogue.class);
  private final Map<RuleCatalogue, SettledRule> settled = new EnumMap<>(RuleCatalogue.class);

  RuleSet(Policy policy) {
    for (RuleCatalogue id : RuleCatalogue.all()) {
      Rule rule = id.create(policy);
      all.put(id, rule);
      if (rule instanceof InFlightRule judging) {
        inFlight.put(id, judging);
      } else if (rule instanceof SettledRule judging) {
        settled.put(id, judging);
      }
    }
  }

  Map<RuleCatalogue, Rule> all() {
    return Collections.unmodifiableMap(all);
  }

  Map<RuleCatalogue, InFlightRule> inFlight() {
    return Collections.unmodifiableMap(inFlight);
  }

  Map<RuleCatalogue, SettledRule> settled() {
    return Collections.unmodifiableMap(settled);
  }
}
