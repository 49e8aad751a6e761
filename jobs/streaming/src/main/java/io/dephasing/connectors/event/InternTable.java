package io.dephasing.connectors.event;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Values by the bytes that spell their key, so that a known key makes no string. Open addressing
 * with linear probing at a load of at most one half; when it is full it forgets everything and
 * begins anew, so that a flood of keys costs time and never memory. Not for several threads.
 */
final class InternTable<V> {
  private final int capacity;
  private final int mask;
  private final @Nullable Entry[] entries;
  private int size;

  /** Together in memory, for what is compared first is read first. */
  private static final class Entry {
    final int hash;
    final byte[] key;
    final Object value;

    Entry(int hash, byte[] key, Object value) {
      this.hash = hash;
      this.key = key;
      this.value = value;
    }
  }

  /**
   * An empty table.
   *
   * @param capacity most entries; a power of two
   */
  InternTable(int capacity) {
    if (Integer.bitCount(capacity) != 1) {
      throw new IllegalArgumentException("capacity %d is no power of two".formatted(capacity));
    }
    int slots = 2 * capacity;
    this.capacity = capacity;
    this.mask = slots - 1;
    this.entries = new Entry[slots];
  }

  /** The value under this key; null where there is none. */
  @SuppressWarnings("unchecked") // only put() writes values
  @Nullable V find(int hash, byte[] bytes, int start, int end) {
    for (int slot = hash & mask; ; slot = (slot + 1) & mask) {
      Entry entry = entries[slot];
      if (entry == null) {
        return null;
      }
      byte[] key = entry.key;
      if (entry.hash == hash && Arrays.equals(key, 0, key.length, bytes, start, end)) {
        return (V) entry.value;
      }
    }
  }

  /** Adds a key that {@link #find} did not find; copies its bytes. */
  void put(int hash, byte[] bytes, int start, int end, V value) {
    if (size == capacity) {
      Arrays.fill(entries, null);
      size = 0;
    }
    int slot = hash & mask;
    while (entries[slot] != null) {
      slot = (slot + 1) & mask;
    }
    entries[slot] = new Entry(hash, Arrays.copyOfRange(bytes, start, end), value);
    size++;
  }

  int size() {
    return size;
  }
}
