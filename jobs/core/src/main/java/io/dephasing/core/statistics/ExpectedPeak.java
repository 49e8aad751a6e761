package io.dephasing.core.statistics;

import org.jspecify.annotations.Nullable;

/**
 * The largest of B buckets when n events fall uniformly: {@code P(max <= q) ≈ P(Bin(n, 1/B) <=
 * q)^B}, so {@code E = Σ_q (1 - that)} (METHOD 2.3). The product is an upper bound of the
 * probability (Mallows 1968, Biometrika 55:422), so E is slightly low: 1.2 % at n = B, 0.8 % at n =
 * 200, B = 60.
 *
 * @param mean E, events; 0 without events
 * @param point95 the smallest q with a probability of 0.95 or more, events
 */
public record ExpectedPeak(double mean, long point95) {
  private static final double NEGLIGIBLE = 1e-18;
  private static final double PROBABILITY = 0.95;

  /** Each window asks for its 60 seconds: so many events are remembered, 32 B each. */
  private static final int REMEMBERED = 2_048;

  private static final int REMEMBERED_BUCKETS = 60;

  /** Of several threads: immutable, so whoever sees one sees all of it. */
  private static final @Nullable ExpectedPeak[] OF_MINUTE = new ExpectedPeak[REMEMBERED];

  /**
   * By the pmf's ratio of neighbours from the mode upwards, then back while the probability is
   * above 0: some 25 standard deviations of steps, 90 at n = 200 and 1300 at n = 10 000, B = 2.
   *
   * @param n events, 0 or more
   * @param buckets B, 1 or more; need not be whole where a length is no multiple of a width
   */
  public static ExpectedPeak of(long n, double buckets) {
    if (!(buckets >= 1)) {
      throw new IllegalArgumentException("buckets %s are below 1".formatted(buckets));
    }
    if (n == 0 || buckets == 1) {
      return new ExpectedPeak(n, n);
    }
    return buckets == REMEMBERED_BUCKETS && n < REMEMBERED
        ? ofMinute((int) n)
        : computed(n, buckets);
  }

  /** It depends on the number alone: threads that compute it at once find the same. */
  private static ExpectedPeak ofMinute(int n) {
    ExpectedPeak known = OF_MINUTE[n];
    if (known == null) {
      known = computed(n, REMEMBERED_BUCKETS);
      OF_MINUTE[n] = known;
    }
    return known;
  }

  private static ExpectedPeak computed(long n, double buckets) {
    double odds = 1 / (buckets - 1);
    long q = Math.min(n, (long) (n / buckets));
    double pmf = Binomial.pmf(q, n, 1 / buckets);
    while (q < n && pmf * buckets > NEGLIGIBLE) {
      pmf *= (double) (n - q) / (q + 1) * odds;
      q++;
    }
    return fromAbove(n, buckets, q, pmf);
  }

  /** Sums downwards from a q above which there is nothing, so that small tails are added first. */
  private static ExpectedPeak fromAbove(long n, double buckets, long highest, double highestPmf) {
    double odds = 1 / (buckets - 1);
    double mean = 0;
    double above = 0;
    double pmf = highestPmf;
    long point95 = highest;
    long q = highest;
    while (q >= 0) {
      double logProbability = buckets * Math.log1p(-Math.min(1, above));
      double atMost = Math.exp(logProbability);
      if (atMost < NEGLIGIBLE) {
        break;
      }
      if (atMost >= PROBABILITY) {
        point95 = q;
      }
      mean -= Math.expm1(logProbability);
      above += pmf;
      pmf *= q / ((n - q + 1) * odds);
      q--;
    }
    return new ExpectedPeak(mean + (q + 1), point95);
  }
}
