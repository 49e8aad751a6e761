package io.dephasing.core.rule;

import io.dephasing.core.event.GroupKey;
import io.dephasing.core.history.GroupHistory;

/**
 * A rule: it judges seconds in flight, or slices when they have settled, or many groups together.
 * An instance belongs to one operator: it may remember thresholds, never groups.
 */
public sealed interface Rule permits InFlightRule, SettledRule, AcrossRule {
  /** Whether it looks at this group at all. */
  boolean watches(RuleContext context);

  /** What an alert says in one line, while it lasts and when it is over. */
  String summary(GroupKey group, Story story);

  /**
   * Remembers in the group's history what it needs of a position that fires; by itself, nothing.
   */
  default void remember(GroupHistory history, Firing firing) {}

  /** How long its alerts last beyond their last evidence. */
  default Lasting lasting() {
    return Lasting.ONCE;
  }
}
