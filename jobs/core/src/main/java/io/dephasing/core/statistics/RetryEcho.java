package io.dephasing.core.statistics;

import java.util.List;

/**
 * Whether one attempt comes back as the herd that the attempt before it was (METHOD 14.7): no
 * jitter, and both crowded beyond chance.
 */
public final class RetryEcho {
  /** Quality of the jitter, below which there is none to speak of. */
  public static final double LEAST_JITTER = 0.2;

  /** Distinct clients within 2, 5 or 15 s that make a herd. */
  public static final int MINIMUM_SIZE = 10;

  private static final double SIGNIFICANCE = 1e-6;
  private static final double SECONDS = 60;

  /** An echo of the same width has the same variance; a tail beside it makes one narrower. */
  private static final double MOST_VARIANCE_RATIO = 4;

  private RetryEcho() {}

  /**
   * One attempt of a slice.
   *
   * @param moments of its event times, ms
   * @param clients distinct clients in its fullest 2, 5 and 15 s
   */
  public record Attempt(Moments moments, List<Integer> clients) {
    public Attempt {
      clients = List.copyOf(clients);
    }

    /** The fullest position that chance does not explain; 0 where there is none. */
    long herd() {
      long largest = 0;
      for (int i = 0; i < clients.size(); i++) {
        long events = Math.max(moments.n(), clients.get(i));
        double fraction = ScanWidths.SECONDS.get(i) / SECONDS;
        double p = ScanStatistic.conditionalProbability(clients.get(i), events, fraction);
        largest = clients.get(i) >= MINIMUM_SIZE && p < SIGNIFICANCE ? clients.get(i) : largest;
      }
      return largest;
    }
  }

  /**
   * Distinct clients of the echo.
   *
   * @param backoffMillis mean planned backoff before the later attempt
   * @return clients; 0 where it is none, or where jitter is undefined (below 20 events of each)
   */
  public static long size(Attempt earlier, Attempt later, double backoffMillis) {
    double jitter = BackoffJitter.ratio(earlier.moments, later.moments, backoffMillis);
    boolean isSameWidth =
        earlier.moments.variance() <= MOST_VARIANCE_RATIO * later.moments.variance();
    return jitter < LEAST_JITTER && isSameWidth && earlier.herd() > 0 ? later.herd() : 0;
  }
}
