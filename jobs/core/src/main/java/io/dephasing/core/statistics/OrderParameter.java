package io.dephasing.core.statistics;

/**
 * The resultant {@code Σ e^{iθ}} of n phases θ = 2π (t mod T)/T, and what is read from it (METHOD
 * 3.1; Kuramoto 1984; Mardia and Jupp 2000, 2.3). Blind to two clumps half a period apart: see
 * {@link HarmonicTest}.
 *
 * @param n phases, 0 or more
 * @param cosineSum Σ cos θ
 * @param sineSum Σ sin θ
 */
public record OrderParameter(long n, double cosineSum, double sineSum) {
  /** Below this R the direction is rounding. */
  private static final double NO_DIRECTION = 1e-9;

  /**
   * Of exact times.
   *
   * @param timesMillis event times, from any origin
   * @param periodMillis T, above 0
   */
  public static OrderParameter ofTimes(long[] timesMillis, long periodMillis) {
    double cosines = 0;
    double sines = 0;
    for (long time : timesMillis) {
      double radians = 2 * Math.PI * Math.floorMod(time, periodMillis) / periodMillis;
      cosines += Math.cos(radians);
      sines += Math.sin(radians);
    }
    return new OrderParameter(timesMillis.length, cosines, sines);
  }

  /**
   * Of bucket counts, each bucket at its mid-point: R is low by the factor sinc(bucket/T), below
   * 0.05 % from T = 60 s. Two sines and cosines, then rotations.
   *
   * @param counts events in buckets of 1 s
   * @param startSeconds start of the first bucket, from any origin
   * @param periodSeconds T, above 0
   */
  public static OrderParameter ofBuckets(int[] counts, long startSeconds, double periodSeconds) {
    double step = 2 * Math.PI / periodSeconds;
    double first = step * (startSeconds % periodSeconds + 0.5);
    double stepCosine = Math.cos(step);
    double stepSine = Math.sin(step);
    double cosine = Math.cos(first);
    double sine = Math.sin(first);
    long n = 0;
    double cosines = 0;
    double sines = 0;
    for (int count : counts) {
      n += count;
      cosines += count * cosine;
      sines += count * sine;
      double turned = cosine * stepCosine - sine * stepSine;
      sine = sine * stepCosine + cosine * stepSine;
      cosine = turned;
    }
    return new OrderParameter(n, cosines, sines);
  }

  /**
   * Of a phase histogram of {@link PhaseHistogram#BINS} bins, each at its mid-point.
   *
   * @param histogram events by (t mod T)/T
   */
  public static OrderParameter ofPhaseHistogram(int[] histogram) {
    return PhaseHistogram.resultant(histogram);
  }

  /** {@code R = |Σ e^{iθ}|/n}, 0 to 1; NaN without events. */
  public double length() {
    return n == 0 ? Double.NaN : Math.min(1, Math.hypot(cosineSum, sineSum) / n);
  }

  /**
   * {@code R²c = (R² - 1/n)/(1 - 1/n)}: 0 on average under uniform phases, where R² is 1/n
   * (pairwise phase consistency; Vinck et al. 2010).
   *
   * @return -1/(n-1) to 1; NaN below two events
   */
  public double squaredLengthCorrected() {
    if (n < 2) {
      return Double.NaN;
    }
    double share = 1.0 / n;
    double length = length();
    return (length * length - share) / (1 - share);
  }

  /** {@code sqrt(max(0, R²c))}, 0 to 1 (METHOD 3.1); NaN below two events. */
  public double synchronizationIndex() {
    return Math.sqrt(Math.max(0, squaredLengthCorrected()));
  }

  /** Mean direction as a share of the period, 0 to below 1; NaN where R is below 1e-9. */
  public double phaseRatio() {
    return n > 0 && length() >= NO_DIRECTION ? phaseRatio(cosineSum, sineSum) : Double.NaN;
  }

  /** p of {@link Rayleigh} against uniform phases; NaN below two events. */
  public double rayleighPValue() {
    return Rayleigh.pValue((double) n, length());
  }

  static double phaseRatio(double cosineSum, double sineSum) {
    double turns = Math.atan2(sineSum, cosineSum) / (2 * Math.PI);
    double ratio = turns < 0 ? turns + 1 : turns;
    return ratio < 1 ? ratio : 0;
  }
}
