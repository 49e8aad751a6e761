package io.dephasing.core.statistics;

/** p-values of a window's and a cycle's best scan position (METHOD 3.2, 9.2). */
public final class WindowHerdTest {
  /** Fewer events are no evidence either way. */
  private static final int MINIMUM_EVENTS = 5;

  private WindowHerdTest() {}

  /**
   * {@code p = min(1, #w · min_w P(K >= K_w; N, w/L))} with L = min(span, D) over the widths {@code
   * w <= max(2, D/4)}, w below L (METHOD 3.2). The level at 0.01 is 0.0005 to 0.0035.
   *
   * @param countInWidth K_w in the order of {@link ScanWidths#SECONDS}, each at most N
   * @param events N, events of the window and its lead-in
   * @param spanSeconds length of the window and its lead-in
   * @param spreadSeconds D, above 0
   * @return probability; NaN below 5 events or where no width is scanned
   */
  public static double pValue(
      long[] countInWidth, long events, double spanSeconds, double spreadSeconds) {
    return best(countInWidth, events, spanSeconds, spreadSeconds, 0, 0);
  }

  /**
   * p of one cycle, {@code min(1, 2 min(p_scan, p_H))}, p_scan as in {@link #pValue} but with the
   * minimum over the widths that pass {@code K_w >= 5}, {@code K_w >= 0.25 M} and {@code K_w >= 2 N
   * w/L} (METHOD 9.2).
   *
   * @param countInWidth K_w in the order of {@link ScanWidths#SECONDS}, each at most N
   * @param events N, events of the cycle
   * @param spanSeconds length of the cycle's window
   * @param spreadSeconds D, above 0
   * @param members M, distinct instances
   * @param harmonicPValue p_H at T = D, Z² scaled by distinct instances over events
   * @return probability; 1 where no width passes or N is below 5: not a cycle that counts
   */
  public static double cyclePValue(
      long[] countInWidth,
      long events,
      double spanSeconds,
      double spreadSeconds,
      long members,
      double harmonicPValue) {
    double minimumCount = Math.max(MINIMUM_EVENTS, 0.25 * members);
    double scan = best(countInWidth, events, spanSeconds, spreadSeconds, minimumCount, 2);
    return Double.isNaN(scan) ? 1 : Math.min(1, 2 * Math.min(scan, harmonicPValue));
  }

  /** NaN where no width is tested or none passes the minimum count and ratio. */
  private static double best(
      long[] countInWidth,
      long events,
      double spanSeconds,
      double spreadSeconds,
      double minimumCount,
      double minimumRatio) {
    double length = Math.min(spanSeconds, spreadSeconds);
    double least = Double.NaN;
    int tested = 0;
    for (int i = 0; i < ScanWidths.SECONDS.size(); i++) {
      int width = ScanWidths.SECONDS.get(i);
      if (events < MINIMUM_EVENTS || !ScanWidths.isTested(width, spreadSeconds, length)) {
        continue;
      }
      tested++;
      long count = countInWidth[i];
      double fraction = width / length;
      if (count >= minimumCount && count >= minimumRatio * events * width / length) {
        double p = ScanStatistic.conditionalProbability(count, events, fraction);
        least = Double.isNaN(least) ? p : Math.min(least, p);
      }
    }
    return Double.isNaN(least) ? least : Math.min(1, tested * least);
  }
}
