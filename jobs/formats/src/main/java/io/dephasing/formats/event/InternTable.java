package io.dephasing.formats.event;

import com.dynatrace.hash4j.hashing.Hasher64;
import com.dynatrace.hash4j.hashing.Hashing;
import java.util.Arrays;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * Values by the bytes that spell their key, so that a known key makes no string; and with each a
 * number, for whoever would else fetch the value to ask it. A key is known by 64 bits of its hash,
 * for to fetch its bytes and compare them costs more cache misses than all else: that two of a full
 * table's 65,536 keys have one hash happens once in 9e9 tables, and as the hash is seeded anew for
 * each table, nobody can choose such keys.
 *
 * <p>Open addressing with linear probing at a load of at most one half; when it is full it forgets
 * everything and begins anew, so that a flood of keys costs time and never memory. Not for several
 * threads.
 */
final class InternTable<V> {
  private static final int FIRST_SLOTS = 256;

  private final Hasher64 hasher = Hashing.komihash5_0(ThreadLocalRandom.current().nextLong());
  private final int capacity;

  /** By slot: a key's hash, and beside it the number. */
  private long[] keys;

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
    this.keys = new long[2 * slots];
    this.values = new Object[slots];
  }

  /** Where this key is; to be asked at once what is there. */
  int find(byte[] bytes, int start, int end) {
    return slot(hasher.hashBytesToLong(bytes, start, end - start));
  }

  /** The value of what was found; null where there was nothing. */
  @SuppressWarnings("unchecked") // only put() writes values
  @Nullable V value(int found) {
    return (V) values[found];
  }

  /** The number of what was found. */
  long number(int found) {
    return keys[2 * found + 1];
  }

  /** Where the hash is, or would be. */
  private int slot(long hash) {
    int mask = values.length - 1;
    int slot = (int) hash & mask;
    while (keys[2 * slot] != hash && values[slot] != null) {
      slot = (slot + 1) & mask;
    }
    // An empty slot's hash is 0, and so may a key's be: its value tells.
    return slot;
  }

  /** Adds a key that {@link #find} did not find. */
  void put(byte[] bytes, int start, int end, V value, long number) {
    if (size == capacity) {
      Arrays.fill(keys, 0);
      Arrays.fill(values, null);
      size = 0;
    }
    if (2 * size >= values.length) {
      grow();
    }
    add(hasher.hashBytesToLong(bytes, start, end - start), value, number);
    size++;
  }

  private void add(long hash, Object value, long number) {
    int slot = slot(hash);
    keys[2 * slot] = hash;
    keys[2 * slot + 1] = number;
    values[slot] = value;
  }

  private void grow() {
    long[] oldKeys = keys;
    @Nullable Object[] oldValues = values;
    keys = new long[2 * oldKeys.length];
    values = new Object[2 * oldValues.length];
    for (int i = 0; i < oldValues.length; i++) {
      Object value = oldValues[i];
      if (value != null) {
        add(oldKeys[2 * i], value, oldKeys[2 * i + 1]);
      }
    }
  }

  int size() {
    return size;
  }
}
