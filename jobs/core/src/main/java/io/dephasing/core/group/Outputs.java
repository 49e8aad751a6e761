package io.dephasing.core.group;

import io.dephasing.core.alert.AlertTransition;
import io.dephasing.core.recommendation.SpreadRecommendation;
import io.dephasing.core.rule.RuleCatalogue;
import io.dephasing.core.rule.UnmetConditionException;
import io.dephasing.core.sli.WindowSli;

/** Where a group's records go. */
public interface Outputs {
  /** A window's SLI, or its revision. */
  void sli(WindowSli sli);

  /** A transition of an alert. */
  void alert(AlertTransition transition);

  /** What would cure the herd that an alert has just begun about. */
  void recommendation(SpreadRecommendation recommendation);

  /** The group begins to act after a while without. */
  void onset(Onset onset);

  /**
   * A rule would have fired on evidence that does not hold. It does not fire; whoever can live on
   * with that says so, for nobody's records may stop all others.
   */
  default void unmet(RuleCatalogue rule, UnmetConditionException why) {
    throw why;
  }

  /** Says what has become of events that were folded in: each is accounted for once. */
  void account(Account account, long events);
}
