package io.dephasing.operators.group;

import io.dephasing.core.event.GroupKey;
import io.dephasing.core.rule.RuleCatalogue;
import java.util.EnumSet;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Logs that a rule would have fired on evidence that does not hold, which is an error in the rule.
 * Each rule is logged once since the start: what it says repeats itself.
 */
final class RuleFaults {
  private static final Logger LOG = LoggerFactory.getLogger(RuleFaults.class);

  private final Set<RuleCatalogue> told = EnumSet.noneOf(RuleCatalogue.class);

  void tell(GroupKey group, RuleCatalogue rule, RuntimeException why) {
    if (told.add(rule)) {
      LOG.atError()
          .addKeyValue("rule", rule.id())
          .addKeyValue("group", group.canonical())
          .setCause(why)
          .log("a rule did not fire, for its evidence does not hold: please report this");
    }
  }
}
