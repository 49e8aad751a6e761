package io.dephasing.connectors.event;

import com.dynatrace.hash4j.hashing.Hasher64;
import com.dynatrace.hash4j.hashing.Hashing;
import java.util.Arrays;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * Values by the bytes that spell their key, so that a known key makes no string. A key is known by
 * 64 bits of its hash, for to fetch its bytes and compare them costs more cache misses than all
 * else: that two of a full table's 65,536 keys have one hash happens once in 9e9 tables, and as the
 * hash is seeded anew for each table, nobody can choose such keys.
 *
 * <p>Open addressing with linear probing at a load of at most one half; when it is full it forgets
 * everything and begins anew, so that a flood of keys costs time and never memory. Not for several
 * threads.
 */
final class InternTable<V> {
  private static final int FIRST_SLOTS = 256;

  private final Hasher64 hasher = Hashing.komihash5_0(ThreadLocalRandom.current().nextLong());
  private final int capacity;
  private long[] hashes;
  private @Nullable Object[] values;
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
    int slots = Math.min(FIRST_SLOTS, 2 * capacity);
    this.capacity = capacity;
    this.hashes = new long[slots];
    this.values = new Object[slots];
  }

  /** The value under this key; null where there is none. */
  @SuppressWarnings("unchecked") // only put() writes values
  @Nullable V find(byte[] bytes, int start, int end) {
    return (V) values[slot(hasher.hashBytesToLong(bytes, start, end - start))];
  }

  /** Where the hash is, or would be. */
  private int slot(long hash) {
    int mask = hashes.length - 1;
    int slot = (int) hash & mask;
    while (hashes[slot] != hash && values[slot] != null) {
      slot = (slot + 1) & mask;
    }
    // An empty slot's hash is 0, and so may a key's be: its value tells.
    return slot;
  }

  /** Adds a key that {@link #find} did not find. */
  void put(byte[] bytes, int start, int end, V value) {
    if (size == capacity) {
      Arrays.fill(hashes, 0);
      Arrays.fill(values, null);
      size = 0;
    }
    if (2 * size >= hashes.length) {
      grow();
    }
    add(hasher.hashBytesToLong(bytes, start, end - start), value);
    size++;
  }

  private void add(long hash, Object value) {
    int slot = slot(hash);
    hashes[slot] = hash;
    values[slot] = value;
  }

  private void grow() {
    long[] oldHashes = hashes;
    @Nullable Object[] oldValues = values;
    hashes = new long[2 * oldHashes.length];
    values = new Object[hashes.length];
    for (int i = 0; i < oldHashes.length; i++) {
      Object value = oldValues[i];
      if (value != null) {
        add(oldHashes[i], value);
      }
    }
  }

  int size() {
    return size;
  }
}
