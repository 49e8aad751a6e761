package io.dephasing.export.http;

/**
 * How long to wait before a request is repeated: twice as long each time, half of it by chance, so
 * that those who failed together do not come back together.
 *
 * @param firstMillis the first wait at most
 * @param mostMillis the longest wait
 */
public record RetryBackoff(long firstMillis, long mostMillis) {
  private static final int MOST_DOUBLINGS = 20;

  /**
   * The wait.
   *
   * @param failures in a row, 1 and more
   * @param chance 0 to 1
   */
  public long delayMillis(int failures, double chance) {
    int doublings = Math.min(Math.max(failures - 1, 0), MOST_DOUBLINGS);
    long full = Math.min(mostMillis, firstMillis << doublings);
    return full / 2 + (long) (full / 2.0 * chance);
  }
}
