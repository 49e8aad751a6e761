package io.dephasing.core.event;

/**
 * The mark of an optional time, length or count that the producer left out: primitives have no
 * null.
 */
public final class Absent {
  /** No real time or length: before any epoch. */
  public static final long MILLIS = Long.MIN_VALUE;

  /** No real count. */
  public static final int COUNT = Integer.MIN_VALUE;

  private Absent() {}

  /** Whether a time or length was given. */
  public static boolean isGiven(long millis) {
    return millis != MILLIS;
  }

  /** Whether a count was given. */
  public static boolean isGiven(int count) {
    return count != COUNT;
  }
}
