package io.dephasing.core.rule;

/**
 * How long an alert lasts beyond its last evidence, and what its end is (METHOD 9.4).
 *
 * @param holdSeconds gaps of so much are bridged
 * @param recurs whether what it is about may come back with the group's cadence: then gaps of two
 *     cadences are bridged, of {@value #LONGEST_HOLD_SECONDS} s at most
 * @param endsWithState whether it is over when what it says is no longer so, and not already with
 *     the last position that fired
 */
public record Lasting(long holdSeconds, boolean recurs, boolean endsWithState) {
  /** Nobody is served by an alert that is still on two hours later. */
  public static final long LONGEST_HOLD_SECONDS = 2 * 3600;

  private static final long SHORT_SECONDS = 180;
  private static final long LONG_SECONDS = 600;

  /** What happens once: a flood, a storm, a peak. */
  public static final Lasting ONCE = new Lasting(SHORT_SECONDS, false, false);

  /** What may come back with each cycle: a herd. */
  public static final Lasting RECURRING = new Lasting(SHORT_SECONDS, true, false);

  /** What is so until it is so no longer: silence, runs in flight, wrong clocks. */
  public static final Lasting STATE = new Lasting(SHORT_SECONDS, false, true);

  /** What is seen now and then, and is one ticket. */
  public static final Lasting SEEN_AGAIN = new Lasting(LONG_SECONDS, false, false);

  /** What is so until it is no longer seen, and comes now and then: lost events. */
  public static final Lasting UNTIL_NOT_SEEN = new Lasting(LONG_SECONDS, false, true);

  /** What is seen with each cycle, and is one ticket. */
  public static final Lasting SEEN_EACH_CYCLE = new Lasting(LONG_SECONDS, true, false);

  /** What the last hour says at any time, and is one ticket. */
  public static final Lasting OF_THE_LAST_HOUR = new Lasting(LONG_SECONDS, true, true);
}
