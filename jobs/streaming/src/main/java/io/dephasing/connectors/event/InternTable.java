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
  private final int[] hashes;
  private final byte[] @Nullable [] keys;
  private final @Nullable Object[] values;
  private int size;

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
    this.hashes = new int[slots];
    this.keys = new byte[slots][];
    this.values = new Object[slots];
  }

  /** The value under this key; null where there is none. */
  @SuppressWarnings("unchecked") // only put() writes values
  @Nullable V find(int hash, byte[] bytes, int start, int end) {
    for (int slot = hash & mask; ; slot = (slot + 1) & mask) {
      byte[] key = keys[slot];
      if (key == null) {
        return null;
      }
      if (hashes[slot] == hash && Arrays.equals(key, 0, key.length, bytes, start, end)) {
        return (V) values[slot];
      }
    }
  }

  /** Adds a key that {@link #find} did not find; copies its bytes. */
  void put(int hash, byte[] bytes, int start, int end, V value) {
    if (size == capacity) {
      Arrays.fill(keys, null);
      Arrays.fill(values, null);
      size = 0;
    }
    int slot = hash & mask;
    while (keys[slot] != null) {
      slot = (slot + 1) & mask;
    }
    hashes[slot] = hash;
    keys[slot] = Arrays.copyOfRange(bytes, start, end);
    values[slot] = value;
    size++;
  }

  int size() {
    return size;
  }
}
