package io.dephasing.core.slice;

import java.util.Arrays;

/**
 * Distinct hashes: a table with open addressing, at most half full. For one union of many seconds,
 * where a sorted set would be searched once for each hash, though nearly all of them are known.
 */
final class HashTable {
  private static final int FIRST_SLOTS = 64;

  /** Marks a free slot; a hash that is 0 is kept apart. */
  private static final int FREE = 0;

  private int[] slots = new int[FIRST_SLOTS];
  private int size;
  private boolean hasFree;

  /** Adds so many of an array's hashes. */
  void addAll(int[] hashes, int count) {
    for (int i = 0; i < count; i++) {
      add(hashes[i]);
    }
  }

  private void add(int hash) {
    if (hash == FREE) {
      hasFree = true;
      return;
    }
    int slot = slot(hash);
    if (slots[slot] == FREE) {
      slots[slot] = hash;
      size++;
      if (2 * size > slots.length) {
        grow();
      }
    }
  }

  /** Where the hash is, or would be. */
  private int slot(int hash) {
    int mask = slots.length - 1;
    int slot = hash & mask;
    while (slots[slot] != FREE && slots[slot] != hash) {
      slot = (slot + 1) & mask;
    }
    return slot;
  }

  private void grow() {
    int[] old = slots;
    slots = new int[2 * old.length];
    for (int hash : old) {
      if (hash != FREE) {
        slots[slot(hash)] = hash;
      }
    }
  }

  /** All of them, ascending. */
  int[] sorted() {
    int[] all = new int[size + (hasFree ? 1 : 0)];
    int at = hasFree ? 1 : 0;
    for (int hash : slots) {
      if (hash != FREE) {
        all[at++] = hash;
      }
    }
    Arrays.sort(all);
    return all;
  }
}
