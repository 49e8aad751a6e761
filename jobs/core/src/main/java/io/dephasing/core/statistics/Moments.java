package io.dephasing.core.statistics;

/**
 * Count, mean and sum of squared deviations (METHOD 1.1). Merges by Chan's formula, in time order
 * for windows longer than a slice: a sum of squares of a day does not fit a {@code long}.
 *
 * @param n values, 0 or more
 * @param mean of the values, in their unit and from their origin; 0 where n is 0
 * @param squaredDeviations M2 = Σ(x - mean)², in the unit squared, 0 or more
 */
public record Moments(long n, double mean, double squaredDeviations) {
  /** No values. */
  public static final Moments EMPTY = new Moments(0, 0, 0);

  public Moments {
    if (n < 0) {
      throw new IllegalArgumentException("values %d are below 0".formatted(n));
    }
    if (!(squaredDeviations >= 0)) {
      throw new IllegalArgumentException(
          "squared deviations %s are below 0".formatted(squaredDeviations));
    }
  }

  /**
   * From the exact sums of a slice (METHOD 0). Deviations are taken from the whole part of the mean
   * in {@code long}, where wrapping cancels out, so that nothing is lost for values of one
   * millisecond.
   *
   * @param n values, 0 or more
   * @param sum Σx
   * @param sumOfSquares Σx², below 2^63
   */
  public static Moments ofSums(long n, long sum, long sumOfSquares) {
    if (n == 0) {
      return EMPTY;
    }
    long centre = Math.floorDiv(sum, n);
    double remainder = Math.floorMod(sum, n);
    double aboutCentre = sumOfSquares - 2 * centre * sum + centre * centre * n;
    return new Moments(
        n, centre + remainder / n, Math.max(0, aboutCentre - remainder * remainder / n));
  }

  /** The same values from another origin: each x becomes x + offset. */
  public Moments shifted(long offset) {
    return n == 0 ? this : new Moments(n, mean + offset, squaredDeviations);
  }

  /**
   * Both together, from one origin: {@code M2 = M2a + M2b + δ² na nb/(na+nb)}, δ = mean_b - mean_a
   * (Chan, Golub and LeVeque 1983, Am. Statistician 37:242). Associative and commutative to about
   * 1e-15 relative.
   */
  public Moments merge(Moments other) {
    if (other.n == 0) {
      return this;
    }
    if (n == 0) {
      return other;
    }
    long total = n + other.n;
    double delta = other.mean - mean;
    double share = (double) other.n / total;
    return new Moments(
        total,
        mean + delta * share,
        squaredDeviations + other.squaredDeviations + delta * delta * n * share);
  }

  /** s² = M2/(n-1), in the unit squared; NaN below two values. */
  public double variance() {
    return n < 2 ? Double.NaN : squaredDeviations / (n - 1);
  }
}
