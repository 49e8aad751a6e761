package io.dephasing.core.statistics;

import org.apache.commons.numbers.gamma.InverseErfc;

/**
 * Rate after over rate before, from counts: the log ratio of {@code (x + 1/2)/exposure} with se =
 * sqrt(φ/(x1 + 1/2) + φ/(x2 + 1/2)) and a normal interval (METHOD 7.1). 0 against 0 is 1 with a
 * wide interval.
 *
 * @param ratio above 0
 * @param low lower end of the interval
 * @param high upper end of the interval
 */
public record CountRatio(double ratio, double low, double high) {
  /**
   * An observed count.
   *
   * @param events x, 0 or more
   * @param exposure time or trials, above 0, in one unit for both sides
   */
  public record Observed(long events, double exposure) {
    public Observed {
      if (events < 0) {
        throw new IllegalArgumentException("events %d are below 0".formatted(events));
      }
      if (!(exposure > 0)) {
        throw new IllegalArgumentException("exposure %s is not above 0".formatted(exposure));
      }
    }

    private double corrected() {
      return events + 0.5;
    }
  }

  /**
   * The ratio and its interval.
   *
   * @param dispersion φ, variance over mean of the counts, 1 for Poisson
   * @param alpha 1 - confidence, 0.05 for 95 %
   */
  public static CountRatio of(Observed before, Observed after, double dispersion, double alpha) {
    double logRatio =
        Math.log(after.corrected() / after.exposure() / (before.corrected() / before.exposure()));
    double error = Math.sqrt(dispersion / before.corrected() + dispersion / after.corrected());
    double margin = Math.sqrt(2) * InverseErfc.value(alpha) * error;
    return new CountRatio(
        Math.exp(logRatio), Math.exp(logRatio - margin), Math.exp(logRatio + margin));
  }
}
