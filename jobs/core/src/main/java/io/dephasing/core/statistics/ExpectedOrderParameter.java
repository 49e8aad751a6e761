package io.dephasing.core.statistics;

/** What R a well jittered group has at its cadence (METHOD 3.1). */
public final class ExpectedOrderParameter {
  private ExpectedOrderParameter() {}

  /**
   * {@code R = |sin(πD/cad)/(πD/cad)|} of times uniform on D in each cadence: 0.99 for 300 s each
   * hour, so R at the cadence says little without it.
   *
   * @param spreadSeconds D, 0 or more
   * @param cadenceSeconds cad, above 0
   * @return 0 to 1; NaN where either is
   */
  public static double ofUniform(double spreadSeconds, double cadenceSeconds) {
    double x = Math.PI * spreadSeconds / cadenceSeconds;
    return x == 0 ? 1 : Math.abs(Math.sin(x) / x);
  }
}
