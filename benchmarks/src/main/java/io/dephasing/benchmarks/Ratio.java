package io.dephasing.benchmarks;

import java.util.List;
import java.util.Locale;

/**
 * Ratios of several rounds, each of two figures of the same round.
 *
 * @param median the middle one; of an even number the mean of the two in the middle
 * @param least the smallest
 * @param most the largest
 */
record Ratio(double median, double least, double most) {
  /**
   * Summary of ratios.
   *
   * @throws IllegalArgumentException where there is none
   */
  static Ratio of(List<Double> ratios) {
    if (ratios.isEmpty()) {
      throw new IllegalArgumentException("no ratio to summarize");
    }
    List<Double> sorted = ratios.stream().sorted().toList();
    int size = sorted.size();
    double median = (sorted.get((size - 1) / 2) + sorted.get(size / 2)) / 2;
    return new Ratio(median, sorted.get(0), sorted.get(size - 1));
  }

  @Override
  public String toString() {
    return String.format(Locale.ROOT, "%.3f (%.3f to %.3f)", median, least, most);
  }
}
