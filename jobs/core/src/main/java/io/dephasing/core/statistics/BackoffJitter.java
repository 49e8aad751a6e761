package io.dephasing.core.statistics;

/** Whether retries are spread by the backoff's jitter or echo the herd (METHOD 6.4). */
public final class BackoffJitter {
  private static final int MINIMUM_EVENTS = 20;

  private BackoffJitter() {}

  /**
   * {@code sqrt(max(0, V_{a+1} - V_a)) / (backoff/sqrt 12)}, V the variance of event times of an
   * attempt within the burst: 0 none, 1 full jitter, about 0.5 equal jitter (Brooker 2015).
   *
   * @param attempt times of attempt a, in ms
   * @param next times of attempt a + 1, in ms
   * @param backoffMillis planned backoff between them, above 0
   * @return ratio, 0 or more; NaN below 20 events in either
   */
  public static double ratio(Moments attempt, Moments next, double backoffMillis) {
    if (attempt.n() < MINIMUM_EVENTS || next.n() < MINIMUM_EVENTS || !(backoffMillis > 0)) {
      return Double.NaN;
    }
    double added = Math.sqrt(Math.max(0, next.variance() - attempt.variance()));
    return added / (backoffMillis / Math.sqrt(12));
  }
}
