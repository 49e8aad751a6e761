package io.dephasing.core.herd;

import java.util.Arrays;

/**
 * When each instance was seen last: a table by hash with open addressing, at most half full. Made
 * for one window and thrown away.
 */
final class LastSeen {
  /** So far before any index that no width reaches over to it. */
  static final int NEVER = Integer.MIN_VALUE / 2;

  private static final int FIRST_SLOTS = 64;

  private int[] hashes = new int[FIRST_SLOTS];
  private int[] indexes = filled(FIRST_SLOTS);
  private int size;

  /**
   * Notes that an instance is seen.
   *
   * @param hash of the instance
   * @param index when, 0 or more
   * @return when it was seen before; {@link #NEVER} if it was not
   */
  int see(int hash, int index) {
    if (2 * size >= hashes.length) {
      grow();
    }
    int slot = slot(hash);
    int before = indexes[slot];
    size += before == NEVER ? 1 : 0;
    hashes[slot] = hash;
    indexes[slot] = index;
    return before;
  }

  /** Where the hash is, or would be. */
  private int slot(int hash) {
    int mask = hashes.length - 1;
    int slot = hash & mask;
    while (indexes[slot] != NEVER && hashes[slot] != hash) {
      slot = (slot + 1) & mask;
    }
    return slot;
  }

  private void grow() {
    int[] oldHashes = hashes;
    int[] oldIndexes = indexes;
    hashes = new int[2 * oldHashes.length];
    indexes = filled(hashes.length);
    for (int i = 0; i < oldHashes.length; i++) {
      if (oldIndexes[i] != NEVER) {
        int slot = slot(oldHashes[i]);
        hashes[slot] = oldHashes[i];
        indexes[slot] = oldIndexes[i];
      }
    }
  }

  private static int[] filled(int slots) {
    int[] indexes = new int[slots];
    Arrays.fill(indexes, NEVER);
    return indexes;
  }
}
