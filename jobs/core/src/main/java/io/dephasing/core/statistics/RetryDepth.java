package io.dephasing.core.statistics;

/** How many attempts one request costs (METHOD 6.3). */
public final class RetryDepth {
  private RetryDepth() {}

  /**
   * Attempts of all kinds over first attempts: 1 without retries. Keep it under 1.1 (Beyer et al.
   * 2016, ch. 21); layers multiply.
   *
   * @param firstAttempts first attempts
   * @param retries attempts that are not first ones
   * @return ratio, 1 or more; NaN where no first attempt is reported
   */
  public static double amplification(long firstAttempts, long retries) {
    return firstAttempts == 0 ? Double.NaN : 1 + (double) retries / firstAttempts;
  }

  /**
   * Σ retries over retries of attempt 1: how deep retries go, where first attempts are not
   * reported.
   *
   * @param retriesByAttempt retries by attempt from 1, the last entry for it and all above
   * @return ratio, 1 or more; NaN without retries of attempt 1
   */
  public static double meanDepth(int[] retriesByAttempt) {
    if (retriesByAttempt.length == 0 || retriesByAttempt[0] == 0) {
      return Double.NaN;
    }
    return (double) Rate.events(retriesByAttempt) / retriesByAttempt[0];
  }
}
