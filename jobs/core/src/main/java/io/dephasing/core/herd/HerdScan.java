package io.dephasing.core.herd;

import io.dephasing.core.history.OpenSlices;
import io.dephasing.core.history.Scope;
import io.dephasing.core.statistics.ScanStatistic;
import io.dephasing.core.statistics.ScanWidths;
import io.dephasing.core.statistics.WindowHerdTest;
import java.util.List;

/**
 * The scan of one window (METHOD 3.2): for each width w the most distinct instances K_w in w whole
 * seconds, over positions whose last second lies in the window; its lead-in is the seconds before,
 * so that a herd on an edge is seen whole.
 */
public final class HerdScan {
  private static final List<Integer> WIDTHS = ScanWidths.SECONDS;

  private final long[] most = new long[WIDTHS.size()];
  private final long[] endSecond = new long[WIDTHS.size()];
  private final long events;
  private final double spanSeconds;
  private final double spreadSeconds;
  private int best;

  private HerdScan(long events, double spanSeconds, double spreadSeconds) {
    this.events = events;
    this.spanSeconds = spanSeconds;
    this.spreadSeconds = spreadSeconds;
  }

  /**
   * Scans the seconds from first to last.
   *
   * @param open the seconds, and those before them
   * @param first first second of the window, since the epoch
   * @param last last second of the window
   * @param spreadSeconds D
   */
  public static HerdScan of(OpenSlices open, long first, long last, double spreadSeconds) {
    int widest = ScanWidths.widest(spreadSeconds);
    long lead = Math.max(15, widest);
    long events = open.sum(first - lead, last, Scope.ALL);
    HerdScan scan = new HerdScan(events, last - first + 1.0 + lead, spreadSeconds);
    PositionCounts counts = PositionCounts.of(open, first, last, widest);
    for (int i = 0; i < WIDTHS.size(); i++) {
      if (WIDTHS.get(i) <= widest) {
        PositionCounts.Fullest fullest = counts.fullest(WIDTHS.get(i));
        // A sketch may read a little more than there are events.
        scan.most[i] = Math.min(fullest.instances(), events);
        scan.endSecond[i] = fullest.endSecond();
      }
    }
    scan.best = scan.findBest();
    return scan;
  }

  /** K_w by width, in the order of {@link ScanWidths#SECONDS}; 0 where it is not scanned. */
  public long[] countInWidth() {
    return most.clone();
  }

  /** N, events of window and lead-in. */
  public long events() {
    return events;
  }

  /** p-value of the window's best position; NaN below five events (METHOD 3.2). */
  public double pValue() {
    return WindowHerdTest.pValue(most, events, spanSeconds, spreadSeconds);
  }

  /** L, the stretch that is tested: the shorter of span and D, s. */
  public double lengthSeconds() {
    return Math.min(spanSeconds, spreadSeconds);
  }

  /** Index of the best width: smallest p, then smallest w. */
  private int findBest() {
    int found = 0;
    double least = Double.POSITIVE_INFINITY;
    for (int i = 0; i < WIDTHS.size(); i++) {
      double fraction = WIDTHS.get(i) / lengthSeconds();
      if (ScanWidths.isScanned(WIDTHS.get(i), spreadSeconds)) {
        double p =
            fraction < 1 ? ScanStatistic.conditionalProbability(most[i], events, fraction) : 1;
        if (p < least) {
          least = p;
          found = i;
        }
      }
    }
    return found;
  }

  /** Distinct instances in the best position. */
  public long size() {
    return most[best];
  }

  /** Width of the best position, s. */
  public int widthSeconds() {
    return WIDTHS.get(best);
  }

  /** Last second of the best position, since the epoch; the earliest on ties. */
  public long endSecond() {
    return endSecond[best];
  }
}
