package io.dephasing.core.rule;

import io.dephasing.core.event.GroupKey;
import java.util.function.Consumer;

/**
 * A rule that judges in flight. An instance belongs to one operator: it may remember thresholds,
 * never groups.
 */
public interface Rule {
  /** Whether it looks at this group at all. */
  boolean watches(Flow flow);

  /** Names the positions worth judging after the seconds from first to last have changed. */
  void candidates(Flow flow, long firstSecond, long lastSecond, Consumer<Position> positions);

  /** Judges one position with what is known now. */
  Verdict judge(Flow flow, Position position);

  /**
   * Whether half of what makes it fire is still there in a settled second: the alert lasts (METHOD
   * 9.4).
   */
  boolean isActive(Flow flow, long settledSecond);

  /** What a firing position says in one line. */
  String summary(GroupKey group, Firing firing);
}
