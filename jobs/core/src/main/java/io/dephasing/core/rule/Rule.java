package io.dephasing.core.rule;

import io.dephasing.core.event.GroupKey;

/**
 * A rule: it judges seconds in flight, or slices when they have settled, or many groups together.
 * An instance belongs to one operator: it may remember thresholds, never groups.
 */
public sealed interface Rule permits InFlightRule, SettledRule, AcrossRule {
  /** Whether it looks at this group at all. */
  boolean watches(Flow flow);

  /** What a firing position says in one line. */
  String summary(GroupKey group, Firing firing);
}
