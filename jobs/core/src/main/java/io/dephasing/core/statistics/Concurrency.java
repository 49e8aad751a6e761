package io.dephasing.core.statistics;

/**
 * Runs at once, from starts and ends by bucket: {@code C_b = max(0, C_{b-1} + a_b - e_b)} (METHOD
 * 6.1). Where a run starts and ends within one bucket is unknown, so the maximum has bounds.
 * Little's law checks it: mean = rate · mean duration (Little 1961).
 *
 * @param maxUpper max of {@code C_{b-1} + a_b}: never too low; the one to publish
 * @param maxLower max of C_b: never too high
 * @param p95 nearest rank over the C_b
 * @param mean of the C_b
 * @param open C of the last bucket: the carry of the next
 * @param orphanEnds ends without a run in flight
 */
public record Concurrency(
    long maxUpper, long maxLower, long p95, double mean, long open, long orphanEnds) {
  private static final double PERCENTILE = 0.95;

  /**
   * O(B log B).
   *
   * @param starts a_b by bucket, at least one
   * @param ends e_b by bucket, as many
   * @param carry runs in flight before the first bucket, 0 or more
   */
  public static Concurrency of(int[] starts, int[] ends, long carry) {
    if (starts.length != ends.length || starts.length == 0) {
      throw new IllegalArgumentException(
          "starts have %d buckets and ends %d".formatted(starts.length, ends.length));
    }
    long[] running = new long[starts.length];
    long current = carry;
    long maxUpper = 0;
    long maxLower = 0;
    long orphanEnds = 0;
    double sum = 0;
    for (int b = 0; b < running.length; b++) {
      maxUpper = Math.max(maxUpper, current + starts[b]);
      current += starts[b] - (long) ends[b];
      orphanEnds += Math.max(0, -current);
      current = Math.max(0, current);
      running[b] = current;
      maxLower = Math.max(maxLower, current);
      sum += current;
    }
    long p95 = NearestRank.of(running, PERCENTILE);
    return new Concurrency(maxUpper, maxLower, p95, sum / running.length, current, orphanEnds);
  }
}
