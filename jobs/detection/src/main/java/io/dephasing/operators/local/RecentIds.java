package io.dephasing.operators.local;

import java.util.Arrays;

/**
 * Event ids of one partition by their 64-bit hash, remembered for one to two horizons of event
 * time: a younger and an older generation, the older of which is forgotten as one.
 */
final class RecentIds {
  private static final int SMALLEST = 64;

  /** Of what is saved: since when the younger generation is, and its size; then all ids. */
  private static final int SAVED_HEAD = 2;

  private long[] young = new long[SMALLEST];
  private long[] old = new long[SMALLEST];
  private int youngSize;
  private long youngSinceMillis = Long.MIN_VALUE;

  /** Whether an id is remembered. */
  boolean contains(long hash) {
    long id = id(hash);
    return contains(young, id) || contains(old, id);
  }

  /**
   * Remembers an id that is not remembered yet.
   *
   * @param horizonMillis for how long at least, ms of event time
   */
  void add(long hash, long timeMillis, long horizonMillis) {
    if (youngSinceMillis == Long.MIN_VALUE) {
      youngSinceMillis = timeMillis;
    }
    if (timeMillis - youngSinceMillis >= horizonMillis) {
      age();
      youngSinceMillis = timeMillis;
    }
    put(id(hash));
  }

  /** Forgets the older generation; the younger one is the older one from now on. */
  void age() {
    old = young;
    young = new long[SMALLEST];
    youngSize = 0;
  }

  /** How many ids the younger generation holds. */
  int youngSize() {
    return youngSize;
  }

  /** Whether this remembers more recent ids than another. */
  boolean isLaterThan(RecentIds other) {
    return youngSinceMillis != other.youngSinceMillis
        ? youngSinceMillis > other.youngSinceMillis
        : youngSize > other.youngSize;
  }

  /** Zero marks a free place. */
  private static long id(long hash) {
    return hash == 0 ? 1 : hash;
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

  /** All that is remembered, as {@link #restored} takes it. */
  long[] saved() {
    long[] saved = new long[SAVED_HEAD + young.length + old.length];
    saved[0] = youngSinceMillis;
    saved[1] = youngSize;
    int size = copy(old, saved, copy(young, saved, SAVED_HEAD));
    return Arrays.copyOf(saved, size);
  }

  private static int copy(long[] table, long[] into, int at) {
    int next = at;
    for (long id : table) {
      if (id != 0) {
        into[next++] = id;
      }
    }
    return next;
  }

  /** What was remembered of a partition when it was saved. */
  static RecentIds restored(long[] saved) {
    RecentIds ids = new RecentIds();
    int youngEnd = SAVED_HEAD + (int) saved[1];
    for (int i = youngEnd; i < saved.length; i++) {
      ids.put(saved[i]);
    }
    ids.age();
    for (int i = SAVED_HEAD; i < youngEnd; i++) {
      ids.put(saved[i]);
    }
    ids.youngSinceMillis = saved[0];
    return ids;
  }

  /** Ids of which no generation is known: they are the older one. */
  static RecentIds old(long[] all) {
    RecentIds ids = new RecentIds();
    for (long id : all) {
      ids.put(id);
    }
    ids.age();
    return ids;
  }
}
