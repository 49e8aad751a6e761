package io.dephasing.core.statistics;

/** How high a rate may be, given what was counted (METHOD 7.2, 9.1). */
public final class RateBound {
  private RateBound() {}

  /**
   * Upper 97.5 % bound of a Poisson rate, {@code (sqrt(N+1) + 1)² / exposure} (METHOD 9.1): 4 over
   * the exposure when nothing was seen.
   *
   * @param events N, 0 or more
   * @param exposureSeconds time watched, above 0; in another unit the rate is per that unit
   * @return events per second
   */
  public static double upper(long events, double exposureSeconds) {
    double root = Math.sqrt(events + 1.0) + 1;
    return root * root / exposureSeconds;
  }
}
