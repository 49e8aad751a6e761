package io.dephasing.core.statistics;

/**
 * What a producer has rounded event times to (METHOD 5.5). Times in milliseconds are whole seconds
 * once in 1,000, whole minutes once in 60,000: where all are, they were rounded. Three whole
 * seconds by chance have p = 1e-9. A whole minute needs three minutes: clocks that tell seconds are
 * on a whole minute once in 60.
 *
 * @param second whether all times are whole seconds
 * @param minute whether all times are whole minutes
 */
public record TimeResolution(Grid second, Grid minute) {
  /** Nothing was seen. */
  public static final TimeResolution UNKNOWN = new TimeResolution(Grid.UNKNOWN, Grid.UNKNOWN);

  /** Whole seconds that are evidence, be they of one minute. */
  public static final int FEWEST_SECONDS = 3;

  /** Minutes, all of whose times are whole minutes, that are evidence. */
  public static final int FEWEST_MINUTES = 3;

  private static final double SECOND = 1;
  private static final double MINUTE = 60;

  /** How times stand to whole seconds, or to whole minutes. */
  public enum Grid {
    /** All that were seen are, but they are too few. */
    UNKNOWN,
    /** Not all are. */
    FINER,
    /** All are. */
    ROUNDED;

    private Grid with(boolean isOnGrid) {
      return isOnGrid ? this : FINER;
    }
  }

  /** 60 or 1; NaN where times are finer, or too few to tell. */
  public double seconds() {
    return minute == Grid.ROUNDED ? MINUTE : second == Grid.ROUNDED ? SECOND : Double.NaN;
  }

  /** Whether they are whole minutes. */
  public boolean isMinutes() {
    return minute == Grid.ROUNDED;
  }

  /** Whether they are whole minutes as far as anybody has seen. */
  public boolean mayBeMinutes() {
    return minute != Grid.FINER;
  }

  /**
   * With the times of one minute more; three whole seconds are evidence by themselves.
   *
   * @param times how many
   * @param wholeSeconds how many of them are whole seconds
   * @param areWholeMinutes whether all of them are the whole minute
   */
  public TimeResolution with(long times, long wholeSeconds, boolean areWholeMinutes) {
    Grid seconds = second.with(wholeSeconds == times);
    boolean isEvidence = seconds == Grid.UNKNOWN && times >= FEWEST_SECONDS;
    return new TimeResolution(isEvidence ? Grid.ROUNDED : seconds, minute.with(areWholeMinutes));
  }
}
