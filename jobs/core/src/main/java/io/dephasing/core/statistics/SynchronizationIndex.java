package io.dephasing.core.statistics;

/** How synchronized events are, from 0 as by chance to 1 all at once (METHOD 3.1, 3.2). */
public final class SynchronizationIndex {
  private SynchronizationIndex() {}

  /**
   * Where the spread is longer than the window: the largest over w of {@code (K_w - E_w)/(N -
   * E_w)}, E_w the {@link ExpectedPeak} of N events in L/w buckets, at least 0 (METHOD 3.2). Where
   * it is not, see {@link OrderParameter#synchronizationIndex()} at the spread.
   *
   * @param countInWidth K_w in the order of {@link ScanWidths#SECONDS}
   * @param events N, events of the window and its lead-in
   * @param lengthSeconds L, length of the window and its lead-in
   * @param spreadSeconds D, above 0
   * @return 0 to 1, 0 where N is at most E_w; NaN below two events
   */
  public static double ofScan(
      long[] countInWidth, long events, double lengthSeconds, double spreadSeconds) {
    if (events < 2) {
      return Double.NaN;
    }
    double index = 0;
    for (int i = 0; i < ScanWidths.SECONDS.size(); i++) {
      int width = ScanWidths.SECONDS.get(i);
      if (ScanWidths.isTested(width, spreadSeconds, lengthSeconds)) {
        double expected = ExpectedPeak.of(events, lengthSeconds / width).mean();
        if (events > expected) {
          index = Math.max(index, (countInWidth[i] - expected) / (events - expected));
        }
      }
    }
    return Math.min(1, index);
  }
}
