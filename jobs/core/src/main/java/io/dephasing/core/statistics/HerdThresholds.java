package io.dephasing.core.statistics;

/**
 * The thresholds kA, kC and kR of {@link ScanThresholds}, remembered (METHOD 9.1): a position is
 * judged with each partial, its threshold changes once a minute. Bounded: some 0.3 MB however many
 * groups share it. Not thread safe; each operator owns one.
 */
public final class HerdThresholds {
  private static final int ENTRIES = 2048;
  private static final double LAMBDA_FLOOR_PER_SECOND = 1e-4;
  private static final double LAMBDA_STEP = 0.005;
  private static final double IN_FLIGHT_STEP = 1e-3;

  /** So that a λ on a step is not pushed to the next one by rounding. */
  private static final double ROUNDING = 1e-9;

  private final ThresholdCache poisson = new ThresholdCache(ENTRIES);
  private final ThresholdCache cycle = new ThresholdCache(ENTRIES);
  private final ThresholdCache inFlight = new ThresholdCache(ENTRIES);

  /**
   * kA for λ rounded up to steps of 0.5 %, at least 1e-4 per second: never below the exact one, at
   * most what a λ 0.5 % higher needs (METHOD 9.1).
   *
   * @param lambdaPerSecond λ, 0 or more
   * @param widthSeconds w, above 0
   * @param budget false alarms per 30 days, above 0
   */
  public long poissonThreshold(double lambdaPerSecond, int widthSeconds, double budget) {
    long step = lambdaStep(lambdaPerSecond);
    long budgetBits = Double.doubleToLongBits(budget);
    long known = poisson.find(step, widthSeconds, budgetBits, 0);
    if (known > 0) {
      return known;
    }
    long threshold = ScanThresholds.poisson(lambdaOfStep(step), widthSeconds, budget);
    return poisson.put(step, widthSeconds, budgetBits, 0, threshold);
  }

  /**
   * kC as {@link ScanThresholds#cycle} has it (METHOD 9.1).
   *
   * @param n points of a cycle, 0 or more
   * @param fraction window over spread, above 0
   * @param cyclesPer30Days cycles in 30 days, above 0
   * @param budget false alarms per 30 days, above 0
   * @return threshold; n + 1 where none fits
   */
  public long cycleThreshold(long n, double fraction, double cyclesPer30Days, double budget) {
    long fractionBits = Double.doubleToLongBits(fraction);
    long cycleBits = Double.doubleToLongBits(cyclesPer30Days);
    long budgetBits = Double.doubleToLongBits(budget);
    long known = cycle.find(n, fractionBits, cycleBits, budgetBits);
    if (known > 0) {
      return known;
    }
    long threshold = ScanThresholds.cycle(n, fraction, cyclesPer30Days, budget);
    return cycle.put(n, fractionBits, cycleBits, budgetBits, threshold);
  }

  /**
   * kR for λ rounded up as in {@link #poissonThreshold} and a rounded to thousandths, at least
   * 0.001 (METHOD 6.2).
   *
   * @param lambdaPerSecond λ, starts per second, 0 or more
   * @param meanInFlight a = λ times the mean duration, 0 or more
   * @param budget false alarms per 30 days, above 0
   */
  public long inFlightThreshold(double lambdaPerSecond, double meanInFlight, double budget) {
    long step = lambdaStep(lambdaPerSecond);
    long thousandths = Math.max(1, Math.round(meanInFlight / IN_FLIGHT_STEP));
    long budgetBits = Double.doubleToLongBits(budget);
    long known = inFlight.find(step, thousandths, budgetBits, 0);
    if (known > 0) {
      return known;
    }
    long threshold =
        ScanThresholds.inFlight(lambdaOfStep(step), thousandths * IN_FLIGHT_STEP, budget);
    return inFlight.put(step, thousandths, budgetBits, 0, threshold);
  }

  private static long lambdaStep(double lambdaPerSecond) {
    double floored = Math.max(lambdaPerSecond, LAMBDA_FLOOR_PER_SECOND);
    return (long) Math.ceil(Math.log(floored / LAMBDA_FLOOR_PER_SECOND) / LAMBDA_STEP - ROUNDING);
  }

  private static double lambdaOfStep(long step) {
    return LAMBDA_FLOOR_PER_SECOND * Math.exp(LAMBDA_STEP * step);
  }
}
