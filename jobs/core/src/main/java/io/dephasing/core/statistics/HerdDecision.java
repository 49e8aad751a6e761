package io.dephasing.core.statistics;

/**
 * The whole herd rule for one position (METHOD 9.1): {@link #NOW} as soon as what came before is
 * complete, {@link #AFTER} only once the w or 3 w seconds that follow are, or {@link #NO}.
 */
public enum HerdDecision {
  /** Those whom one knew a cycle ago are a herd: nothing that follows can take it back. */
  NOW,
  /** Newcomers beyond the usual: a herd, because no more of them came after. */
  AFTER,
  /** Not a herd. */
  NO;

  private static final int MINIMUM_RATIO_SOON = 9;

  /** Whether the position fires before anything is known of what follows: on K' alone. */
  public static boolean firesNow(HerdPosition position, HerdReference reference, HerdNeed need) {
    return need.isReached(position.widthSeconds(), position.known(), reference)
        && position.standsOut(position.known());
  }

  /**
   * Whether it is worth waiting for what follows: newcomers beyond the usual, and K itself reaches
   * its need. Asked where {@link #firesNow} says no.
   */
  public static boolean mayFireAfter(
      HerdPosition position, HerdReference reference, HerdNeed need) {
    return position.known() < position.distinct()
        && need.isReached(position.widthSeconds(), position.distinct(), reference)
        && position.standsOut(position.distinct());
  }

  /**
   * Whether the position, which {@link #mayFireAfter}, stands out so far of the w seconds after it
   * that nobody has to wait for more: {@code K >= 9 n(w after)}, as if twice as many followed
   * still, and {@code K >= kC} with Nc = K + n(w after), r = 1/2. Of 80 at once, none after them:
   * at once; of 12, they are too few to tell.
   *
   * @param eventsAfter events in the w seconds after it
   */
  public static boolean firesSoon(
      HerdPosition position, long eventsAfter, HerdReference reference, HerdNeed need) {
    long distinct = position.distinct();
    return distinct >= MINIMUM_RATIO_SOON * eventsAfter
        && distinct >= need.halfNeed(distinct + eventsAfter, reference);
  }

  /**
   * Whether the position, which {@link #mayFireAfter}, stands out of what came after too: {@code K
   * >= n(3w after)}, {@code K >= 3 n(w after)} and {@code K >= kC} with Nc = K + n(3w before) +
   * n(3w after), r = 1/7.
   *
   * @param eventsAfter events in the w seconds after it
   * @param eventsAfter3 events in the 3 w seconds after it
   */
  public static boolean firesAfter(
      HerdPosition position,
      long eventsAfter,
      long eventsAfter3,
      HerdReference reference,
      HerdNeed need) {
    long distinct = position.distinct();
    return HerdPosition.isAbove(distinct, eventsAfter, eventsAfter3)
        && distinct
            >= need.surroundingsNeed(distinct + position.eventsBefore3() + eventsAfter3, reference);
  }

  /** The rule where what follows is known already, as in batch analysis. */
  public static HerdDecision of(
      HerdPosition position,
      long eventsAfter,
      long eventsAfter3,
      HerdReference reference,
      HerdNeed need) {
    if (firesNow(position, reference, need)) {
      return NOW;
    }
    boolean isHerd =
        mayFireAfter(position, reference, need)
            && (firesSoon(position, eventsAfter, reference, need)
                || firesAfter(position, eventsAfter, eventsAfter3, reference, need));
    return isHerd ? AFTER : NO;
  }
}
