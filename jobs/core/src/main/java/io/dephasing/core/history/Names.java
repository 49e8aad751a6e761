package io.dephasing.core.history;

import io.dephasing.core.bytes.Varints;
import io.dephasing.core.slice.DistinctInstances;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;

/**
 * Whom the group knows, and since when: counts cannot tell a herd of 10 from the first seconds of
 * 10 that have become 300, names can (METHOD 9.1). At most {@value #MOST} are remembered; in a
 * larger group all count as seen. Who was absent for 48 h is forgotten.
 */
final class Names implements HistoryPart {
  /** The most that are remembered: 32-bit hash, first and last slice each. */
  static final int MOST = 512;

  private static final long FORGOTTEN_AFTER = 2880;
  private static final int[] NOBODY = {};
  private static final long[] NEVER = {};

  private int[] hashes = NOBODY;
  private long[] first = NEVER;
  private long[] last = NEVER;
  private int size;
  private long crowdedFrom = Long.MAX_VALUE;
  private long crowdedLast = Long.MIN_VALUE;

  /**
   * Takes the names of a settled slice in.
   *
   * @return how many of them were never seen before
   */
  int add(long slice, DistinctInstances names) {
    if (names.isSketch()) {
      crowd(slice);
      return 0;
    }
    int[] present = new int[names.count()];
    names.copyTo(present, 0);
    int newcomers = 0;
    for (int hash : present) {
      newcomers += meet(hash, slice) ? 1 : 0;
    }
    return newcomers;
  }

  private boolean meet(int hash, long slice) {
    int at = Arrays.binarySearch(hashes, 0, size, hash);
    if (at >= 0) {
      boolean isForgotten = last[at] < slice - FORGOTTEN_AFTER;
      first[at] = isForgotten ? slice : first[at];
      last[at] = slice;
      return isForgotten;
    }
    if (size == MOST) {
      forgetAbsent(slice);
      at = Arrays.binarySearch(hashes, 0, size, hash);
    }
    if (size == MOST) {
      crowd(slice);
      return true;
    }
    insert(-at - 1, hash, slice);
    return true;
  }

  private void crowd(long slice) {
    if (crowdedFrom == Long.MAX_VALUE || slice > crowdedLast + FORGOTTEN_AFTER) {
      crowdedFrom = slice;
    }
    crowdedLast = slice;
  }

  private void forgetAbsent(long slice) {
    int kept = 0;
    for (int i = 0; i < size; i++) {
      if (last[i] >= slice - FORGOTTEN_AFTER) {
        hashes[kept] = hashes[i];
        first[kept] = first[i];
        last[kept] = last[i];
        kept++;
      }
    }
    size = kept;
  }

  private void insert(int at, int hash, long slice) {
    if (size == hashes.length) {
      int capacity = Math.min(MOST, Math.max(8, size * 2));
      hashes = Arrays.copyOf(hashes, capacity);
      first = Arrays.copyOf(first, capacity);
      last = Arrays.copyOf(last, capacity);
    }
    System.arraycopy(hashes, at, hashes, at + 1, size - at);
    System.arraycopy(first, at, first, at + 1, size - at);
    System.arraycopy(last, at, last, at + 1, size - at);
    hashes[at] = hash;
    first[at] = slice;
    last[at] = slice;
    size++;
  }

  /**
   * Whether the group has more members than are remembered, as of a slice: all count as seen then.
   */
  boolean isCrowded(long slice) {
    return crowdedFrom < slice && slice <= crowdedLast + FORGOTTEN_AFTER;
  }

  /** Whether the instance acted in this slice or in a later one; yes where nobody knows. */
  boolean hasActedSince(int hash, long slice) {
    int at = Arrays.binarySearch(hashes, 0, size, hash);
    return isCrowded(slice) || (at >= 0 && last[at] >= slice);
  }

  /** Whether a slice before this one has seen the instance. */
  boolean isSeenBefore(int hash, long slice) {
    int at = Arrays.binarySearch(hashes, 0, size, hash);
    return at >= 0 && first[at] < slice;
  }

  @Override
  public void write(DataOutput out) throws IOException {
    out.writeLong(crowdedFrom);
    out.writeLong(crowdedLast);
    Varints.write(out, size);
    for (int i = 0; i < size; i++) {
      out.writeInt(hashes[i]);
      Varints.writeSigned(out, first[i]);
      Varints.write(out, last[i] - first[i]);
    }
  }

  @Override
  public void read(DataInput in, int version) throws IOException {
    crowdedFrom = in.readLong();
    crowdedLast = in.readLong();
    size = Varints.readInt(in);
    hashes = new int[size];
    first = new long[size];
    last = new long[size];
    for (int i = 0; i < size; i++) {
      hashes[i] = in.readInt();
      first[i] = Varints.readSigned(in);
      last[i] = first[i] + Varints.read(in);
    }
  }
}
