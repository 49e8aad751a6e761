package io.dephasing.operators.local;

import java.util.Arrays;

/**
 * Event ids by their 64-bit hash, remembered for one to two horizons of event time, in bounded
 * memory: when the younger generation is full the older one is forgotten early.
 */
final class RecentIds {
  private static final int SMALLEST = 1024;

  private final long horizonMillis;
  private final int mostIds;
  private long[] young = new long[SMALLEST];
  private long[] old = new long[SMALLEST];
  private int youngSize;
  private long youngSinceMillis = Long.MIN_VALUE;

  /**
   * @param horizonMillis for how long an id is remembered at least, unless there are too many; ms
   *     of event time
   * @param mostIds how many a generation holds
   */
  RecentIds(long horizonMillis, int mostIds) {
    this.horizonMillis = horizonMillis;
    this.mostIds = mostIds;
  }

  /** Remembers an id; false where it is remembered already. */
  boolean add(long hash, long timeMillis) {
    long id = hash == 0 ? 1 : hash;
    if (contains(young, id) || contains(old, id)) {
      return false;
    }
    rotate(timeMillis);
    put(id);
    return true;
  }

  private void rotate(long timeMillis) {
    if (youngSinceMillis == Long.MIN_VALUE) {
      youngSinceMillis = timeMillis;
    }
    if (timeMillis - youngSinceMillis >= horizonMillis || youngSize >= mostIds) {
      old = young;
      young = new long[SMALLEST];
      youngSize = 0;
      youngSinceMillis = timeMillis;
    }
  }

  private void put(long id) {
    if (2 * youngSize >= young.length) {
      long[] smaller = young;
      young = new long[smaller.length * 2];
      for (long each : smaller) {
        if (each != 0) {
          young[slot(young, each)] = each;
        }
      }
    }
    young[slot(young, id)] = id;
    youngSize++;
  }

  private static boolean contains(long[] table, long id) {
    return table[slot(table, id)] == id;
  }

  /** Where an id is, or where it would go: linear probing, never more than half full. */
  private static int slot(long[] table, long id) {
    int mask = table.length - 1;
    int at = (int) ((id * 0x9E3779B97F4A7C15L) >>> 32) & mask;
    while (table[at] != 0 && table[at] != id) {
      at = (at + 1) & mask;
    }
    return at;
  }

  /** All that is remembered. */
  long[] ids() {
    long[] ids = new long[young.length + old.length];
    int size = 0;
    for (long[] table : new long[][] {old, young}) {
      for (long id : table) {
        if (id != 0) {
          ids[size++] = id;
        }
      }
    }
    return Arrays.copyOf(ids, size);
  }

  /** Remembers ids of before a restart as if they were new. */
  void restore(long[] ids) {
    for (long id : ids) {
      if (!contains(young, id) && youngSize < mostIds) {
        put(id);
      }
    }
  }
}
