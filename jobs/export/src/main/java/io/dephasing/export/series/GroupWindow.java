package io.dephasing.export.series;

import io.dephasing.core.event.GroupKey;
import io.dephasing.core.sli.Window;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An SLI as series.
 *
 * @param group whose
 * @param window which
 * @param revision of the record
 * @param compliant whether the window was good; null where it was not judged
 * @param series what is written
 */
public record GroupWindow(
    GroupKey group, Window window, int revision, @Nullable Boolean compliant, Series series)
    implements Exportable {
  private static final int MOST_REVISIONS = 999;
  private static final long BEFORE_END_MILLIS = 1_000;

  /**
   * What is written of a window.
   *
   * @param measures values of the window; of every revision
   * @param standing what holds from then on, as limits; of the first revision alone
   * @param timeline states of instances, at the times of their events
   */
  public record Series(List<Sample> measures, List<Sample> standing, List<Sample> timeline) {
    /** All of them. */
    public List<Sample> all() {
      List<Sample> all = new ArrayList<>(measures);
      all.addAll(standing);
      all.addAll(timeline);
      return all;
    }
  }

  /**
   * Time of a window's samples. Prometheus never overwrites: the revision in the milliseconds lets
   * the highest win at each step that falls on a window's end.
   */
  public static long sampleMillis(long endMillis, int revision) {
    return endMillis - BEFORE_END_MILLIS + Math.min(revision, MOST_REVISIONS);
  }

  /** Time of this record's samples. */
  public long sampleMillis() {
    return sampleMillis(window.endMillis(), revision);
  }
}
