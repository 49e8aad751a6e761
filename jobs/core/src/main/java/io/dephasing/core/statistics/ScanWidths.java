package io.dephasing.core.statistics;

import java.util.List;

/** The widths that are scanned, in whole seconds (METHOD 3.2). */
public final class ScanWidths {
  /**
   * 2, 5, 15 and 60 s; 2 rather than 1, so that a herd of 1 s is seen whole across a bucket's edge.
   */
  public static final List<Integer> SECONDS = List.of(2, 5, 15, 60);

  private ScanWidths() {}

  /**
   * Whether a width is scanned at a spread D: {@code w <= max(2, D/4)}.
   *
   * @param widthSeconds w
   * @param spreadSeconds D
   */
  public static boolean isScanned(int widthSeconds, double spreadSeconds) {
    return widthSeconds <= Math.max(2, spreadSeconds / 4);
  }

  /** The widest that is scanned at a spread D, s. */
  public static int widest(double spreadSeconds) {
    int widest = SECONDS.get(0);
    for (int width : SECONDS) {
      widest = isScanned(width, spreadSeconds) ? width : widest;
    }
    return widest;
  }

  /** Whether a width has a p-value in a stretch L: scanned, and {@code w < L}. */
  static boolean isTested(int widthSeconds, double spreadSeconds, double lengthSeconds) {
    return isScanned(widthSeconds, spreadSeconds) && widthSeconds < lengthSeconds;
  }
}
