package io.dephasing.core.history;

/**
 * Starts of a stretch of seconds, summed up from its beginning: how many lie between any two of
 * them is one subtraction.
 */
public final class SecondSums {
  private final long firstSecond;
  private final int[] all;
  private final int[] onTime;

  /**
   * Owns the arrays from here on.
   *
   * @param firstSecond first second of the stretch, since the epoch
   * @param all starts before each second of the stretch, and before the one behind it
   * @param onTime those of them that were on time in their partition
   */
  SecondSums(long firstSecond, int[] all, int[] onTime) {
    this.firstSecond = firstSecond;
    this.all = all;
    this.onTime = onTime;
  }

  /** Starts in the seconds from first to last, both inside the stretch. */
  public int starts(long first, long last, Scope scope) {
    int[] sums = scope == Scope.ALL ? all : onTime;
    int from = (int) (first - firstSecond);
    int to = (int) (last - firstSecond);
    return sums[to + 1] - sums[from];
  }

  /**
   * The first second from first to last that has a start and ends a stretch of this width with at
   * least so many; the one behind the last where none does.
   */
  public long firstWith(long first, long last, int width, long least) {
    int to = (int) (last - firstSecond) + 1;
    int end = (int) (first - firstSecond) + 1;
    while (end <= to && (all[end] - all[end - width] < least || all[end] == all[end - 1])) {
      end++;
    }
    return firstSecond + end - 1;
  }

  /**
   * Whether some start of these seconds was not on time: their position is judged once more when it
   * has settled.
   */
  public boolean hasStartNotOnTime(long first, long last) {
    return starts(first, last, Scope.ALL) != starts(first, last, Scope.ON_TIME);
  }
}
