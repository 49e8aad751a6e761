package io.dephasing.cli.page;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Single starts of some instances of a group: a sample that is stable, for whoever has a row keeps
 * it while it acts. Bounded whatever the group does: the oldest start makes room for the newest.
 */
final class Dots {
  /** Instances that are drawn. */
  static final int ROWS = 60;

  /** Starts that are kept. */
  static final int KEPT = 2_400;

  /** Silence after which an instance loses its row to a new one. */
  static final long SILENT_MILLIS = 1_200_000;

  private final long[] millis = new long[KEPT];
  private final byte[] rows = new byte[KEPT];
  private final long[] changes = new long[KEPT];
  private final Map<Integer, Row> byInstance = new LinkedHashMap<>(16, 0.75f, true);
  private long added;

  /** Takes starts. */
  interface Sink {
    /**
     * Takes one.
     *
     * @param atMillis when, ms since the epoch
     * @param row whose, 0 or more
     */
    void accept(long atMillis, int row);
  }

  private record Row(int index, long lastMillis) {}

  /**
   * Takes a start in; it is left out where all rows are taken.
   *
   * @param instanceHash who
   * @param atMillis when, ms since the epoch
   * @param change number of this change of the model
   * @return whether it is drawn
   */
  boolean add(int instanceHash, long atMillis, long change) {
    Row known = byInstance.get(instanceHash);
    int index = known == null ? freeRow(atMillis) : known.index();
    if (index < 0) {
      return false;
    }
    byInstance.put(instanceHash, new Row(index, atMillis));
    int slot = (int) (added++ % KEPT);
    millis[slot] = atMillis;
    rows[slot] = (byte) index;
    changes[slot] = change;
    return true;
  }

  /** Rows that are taken. */
  int instances() {
    return byInstance.size();
  }

  /** Hands on the starts that came after a change of the model: when, and in which row. */
  void since(long change, Sink sink) {
    for (long i = Math.max(0, added - KEPT); i < added; i++) {
      int slot = (int) (i % KEPT);
      if (changes[slot] > change) {
        sink.accept(millis[slot], rows[slot]);
      }
    }
  }

  private int freeRow(long atMillis) {
    if (byInstance.size() < ROWS) {
      return byInstance.size();
    }
    Iterator<Row> rowsBySilence = byInstance.values().iterator();
    Row silent = rowsBySilence.next();
    if (silent.lastMillis() > atMillis - SILENT_MILLIS) {
      return -1;
    }
    rowsBySilence.remove();
    return silent.index();
  }
}
