package io.dephasing.export.series;

import java.util.HashMap;
import java.util.Map;

/**
 * How many series may be written. A group that has them keeps them; a new one is refused where
 * there is no room.
 */
public final class SeriesBudget {
  private final int mostOfGroup;
  private final long most;
  private final Map<String, Integer> series = new HashMap<>();
  private long total;
  private long refused;

  /**
   * A budget.
   *
   * @param mostOfGroup series of one group's windows
   * @param most series in all
   */
  public SeriesBudget(int mostOfGroup, long most) {
    this.mostOfGroup = mostOfGroup;
    this.most = most;
  }

  int mostOfGroup() {
    return mostOfGroup;
  }

  /** Whether the group may have so many; one that had some before may. */
  boolean admits(String group, int wanted, boolean isKnown) {
    int had = series.getOrDefault(group, 0);
    if (!isKnown && had == 0 && total + wanted > most) {
      return false;
    }
    total += wanted - had;
    series.put(group, wanted);
    return true;
  }

  /** The group's lines have ended. */
  void release(String group) {
    Integer had = series.remove(group);
    total -= had == null ? 0 : had;
  }

  void refuse(int samples) {
    refused += samples;
  }

  /** Series that are written now. */
  public long total() {
    return total;
  }

  /** Samples that there was no room for, since the start. */
  public long refused() {
    return refused;
  }
}
