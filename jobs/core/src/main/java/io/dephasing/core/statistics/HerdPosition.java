package io.dephasing.core.statistics;

/**
 * One position of the scan, as known once the seconds before it are complete (METHOD 9.1).
 *
 * @param widthSeconds w, above 0
 * @param distinct K, distinct instances in it
 * @param known K', those of them whom one knew a cycle ago or who are no more newcomers than usual;
 *     at most K
 * @param eventsBefore events in the w seconds before it
 * @param eventsBefore3 events in the 3 w seconds before it
 */
public record HerdPosition(
    int widthSeconds, long distinct, long known, long eventsBefore, long eventsBefore3) {
  public HerdPosition {
    if (widthSeconds < 1) {
      throw new IllegalArgumentException("width %d s is below 1 s".formatted(widthSeconds));
    }
    if (known < 0 || known > distinct) {
      throw new IllegalArgumentException(
          "known instances %d are outside 0 to %d".formatted(known, distinct));
    }
    if (eventsBefore < 0 || eventsBefore3 < eventsBefore) {
      throw new IllegalArgumentException(
          "events before: %d in 3 w are fewer than %d in w".formatted(eventsBefore3, eventsBefore));
    }
  }

  /** {@code count >= n(3w before)} and {@code count >= 3 n(w before)}: the rise is a sudden one. */
  boolean standsOut(long count) {
    return isAbove(count, eventsBefore, eventsBefore3);
  }

  /**
   * The same for events beside a position, before it or after it.
   *
   * @param count distinct instances in the position, or no fewer than there are
   */
  public static boolean isAbove(long count, long eventsBeside, long eventsBeside3) {
    return count >= eventsBeside3 && count >= 3 * eventsBeside;
  }

  /**
   * What a herd that is known has to stand out by to last: half as much as to begin (METHOD 9.4).
   *
   * @param count distinct instances in the position
   */
  public static boolean isAboveWhatLasts(long count, long eventsBefore, long eventsBefore3) {
    return 2 * count >= eventsBefore3 && 2 * count >= 3 * eventsBefore;
  }
}
