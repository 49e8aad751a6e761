package io.dephasing.core.statistics;

/**
 * Whether offsets are applied as planned: the regression of y = event time - scheduled time on the
 * offset o (METHOD 5.3). Slope 1 is applied, 0 is not. Co-moments merge as {@link Moments} do.
 *
 * @param n events with both times, 0 or more
 * @param meanOffset ō, in ms
 * @param meanDelay ȳ, in ms
 * @param sxx Σ(o - ō)², ms²
 * @param sxy Σ(o - ō)(y - ȳ), ms²
 * @param syy Σ(y - ȳ)², ms²
 */
public record OffsetSlope(
    long n, double meanOffset, double meanDelay, double sxx, double sxy, double syy) {
  /** No events. */
  public static final OffsetSlope EMPTY = new OffsetSlope(0, 0, 0, 0, 0, 0);

  private static final int MINIMUM_EVENTS = 3;

  /**
   * With one event more.
   *
   * @param offsetMillis o
   * @param delayMillis y
   */
  public OffsetSlope plus(double offsetMillis, double delayMillis) {
    return merge(new OffsetSlope(1, offsetMillis, delayMillis, 0, 0, 0));
  }

  /**
   * From the exact sums of a slice, deviations taken from the whole parts of the means in {@code
   * long}, where wrapping cancels out. Domain: n times the square of the largest deviation from the
   * mean stays below 2^63 (at offsets of a day, 1200 events; of an hour, 700 000).
   *
   * @param n events, 0 or more
   * @param offsets Σo
   * @param delays Σy
   * @param squaredOffsets Σo²
   * @param products Σoy
   * @param squaredDelays Σy²
   */
  public static OffsetSlope ofSums(
      long n, long offsets, long delays, long squaredOffsets, long products, long squaredDelays) {
    if (n == 0) {
      return EMPTY;
    }
    Moments offset = Moments.ofSums(n, offsets, squaredOffsets);
    Moments delay = Moments.ofSums(n, delays, squaredDelays);
    long centreOffset = Math.floorDiv(offsets, n);
    long centreDelay = Math.floorDiv(delays, n);
    double remainders = (double) Math.floorMod(offsets, n) * Math.floorMod(delays, n);
    long aboutCentres =
        products - centreOffset * delays - centreDelay * offsets + centreOffset * centreDelay * n;
    return new OffsetSlope(
        n,
        offset.mean(),
        delay.mean(),
        offset.squaredDeviations(),
        aboutCentres - remainders / n,
        delay.squaredDeviations());
  }

  /** Both together (Chan, Golub and LeVeque 1983). */
  public OffsetSlope merge(OffsetSlope other) {
    if (other.n == 0) {
      return this;
    }
    if (n == 0) {
      return other;
    }
    long total = n + other.n;
    double share = (double) other.n / total;
    double offsets = other.meanOffset - meanOffset;
    double delays = other.meanDelay - meanDelay;
    double weight = n * share;
    return new OffsetSlope(
        total,
        meanOffset + offsets * share,
        meanDelay + delays * share,
        sxx + other.sxx + offsets * offsets * weight,
        sxy + other.sxy + offsets * delays * weight,
        syy + other.syy + delays * delays * weight);
  }

  /** {@code b = Sxy/Sxx}; NaN below three events or where all offsets are equal. */
  public double slope() {
    return n < MINIMUM_EVENTS || sxx <= 0 ? Double.NaN : sxy / sxx;
  }

  /** {@code se = sqrt((Syy - b Sxy)/((n-2) Sxx))} of the slope; NaN where the slope is. */
  public double standardError() {
    double residual = Math.max(0, syy - slope() * sxy);
    return n < MINIMUM_EVENTS ? Double.NaN : Math.sqrt(residual / (n - 2) / sxx);
  }
}
