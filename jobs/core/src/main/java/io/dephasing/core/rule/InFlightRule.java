package io.dephasing.core.rule;

import java.util.function.Consumer;

/** A rule that judges in flight, while the seconds that it looks at still fill. */
public non-sealed interface InFlightRule extends Rule {
  /** Names the positions worth judging after the seconds from first to last have changed. */
  void candidates(
      RuleContext context, long firstSecond, long lastSecond, Consumer<Position> positions);

  /** Judges one position with what is known now. */
  Verdict judge(RuleContext context, Position position);

  /**
   * Whether half of what makes it fire is still there in a settled second: the alert lasts (METHOD
   * 9.4).
   */
  boolean isActive(RuleContext context, long settledSecond);
}
