package io.dephasing.core.rule;

/**
 * A stretch of seconds that a rule judges.
 *
 * @param endSecond its last second, since the epoch
 * @param variant which of the rule's ways of looking
 * @param memory what an earlier look at it found, as the rule packs it; 0 for nothing
 */
public record Position(long endSecond, int variant, long memory) {
  /** A position that was not looked at before. */
  public static Position at(long endSecond, int variant) {
    return new Position(endSecond, variant, 0);
  }
}
