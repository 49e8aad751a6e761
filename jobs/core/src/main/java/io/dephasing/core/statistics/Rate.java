package io.dephasing.core.statistics;

/**
 * Events per bucket, empty buckets included (METHOD 2.1): per second where a bucket is 1 s long.
 */
public final class Rate {
  private Rate() {}

  /** n, the events of all buckets. */
  public static long events(int[] counts) {
    long n = 0;
    for (int count : counts) {
      n += count;
    }
    return n;
  }

  /**
   * n/B (METHOD 2.1).
   *
   * @param counts events in each of B buckets
   * @return events per bucket; NaN without buckets
   */
  public static double mean(int[] counts) {
    return (double) events(counts) / counts.length;
  }

  /** The largest count of a bucket (METHOD 2.1); 0 without buckets. */
  public static int peak(int[] counts) {
    int peak = 0;
    for (int count : counts) {
      peak = Math.max(peak, count);
    }
    return peak;
  }

  /**
   * {@code peak · B/n} (METHOD 2.1): 1 for even slots, B when all is in one bucket. No reason for
   * an alert: 2.4 is perfect jitter at n = 200.
   *
   * @param counts events in each of B buckets
   * @return ratio, 1 or more; NaN without events
   */
  public static double peakToMean(int[] counts) {
    return events(counts) == 0 ? Double.NaN : peak(counts) / mean(counts);
  }

  /**
   * Nearest-rank percentile of the counts (METHOD 2.1). The 95th of 60 buckets is blind to a herd
   * of 3 s or less.
   *
   * @param counts events in each of B buckets, at least one; not changed
   * @param p 0 to 1
   * @return events per bucket
   */
  public static int percentile(int[] counts, double p) {
    long[] values = new long[counts.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = counts[i];
    }
    return (int) NearestRank.of(values, p);
  }
}
