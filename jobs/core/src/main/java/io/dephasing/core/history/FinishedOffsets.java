package io.dephasing.core.history;

import io.dephasing.core.bytes.Varints;
import io.dephasing.core.slice.OffsetSums;
import io.dephasing.core.slice.Offsets;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Offsets of the cycles that were over within the last hour, and of those that still run (METHOD
 * 5.3). At most {@value #MOST} cycles; the ones that end last are not followed beyond that.
 */
public final class FinishedOffsets implements HistoryPart {
  private static final long HOUR = 60;
  private static final int MOST = 64;

  /** Cycles that were over less than this before are told apart by the slice. */
  private static final long YOUNG = 5;

  private static final long BLOCK = 10;
  private static final int FEW = 24;

  /** Ascending, in arrays: all are gone through with each slice. */
  private long[] ends = new long[FEW];

  private OffsetSums[] sums = new OffsetSums[FEW];
  private int size;

  /** All that end up to this slice are sealed; not known of a state that was read. */
  private long sealedThrough = Long.MIN_VALUE;

  /** Two rules and the next window ask as of the same slice. Never written. */
  private @Nullable OffsetSums asked;

  private long askedSlice;

  void add(long slice, Offsets offsets) {
    asked = null;
    remove(0, place(slice + 1 - HOUR));
    for (Map.Entry<Long, OffsetSums> entry : offsets.byEnd().entrySet()) {
      at(entry.getKey()).absorb(entry.getValue());
      sealedThrough = Math.min(sealedThrough, entry.getKey() - 1);
    }
    // What later slices bring belongs to cycles that end later.
    for (int i = place(sealedThrough + 1); i < size && ends[i] <= slice; i++) {
      sums[i].seal();
    }
    sealedThrough = Math.max(sealedThrough, slice);
    joinOlder(slice - YOUNG);
    remove(Math.min(size, MOST), size);
  }

  /** Place of the first cycle that ends in this slice or later. */
  private int place(long end) {
    int at = size;
    while (at > 0 && ends[at - 1] >= end) {
      at--;
    }
    return at;
  }

  private OffsetSums at(long end) {
    int at = place(end);
    if (at == size || ends[at] != end) {
      insert(at, end);
    }
    return sums[at];
  }

  private void insert(int at, long end) {
    if (size == ends.length) {
      ends = Arrays.copyOf(ends, 2 * size);
      sums = Arrays.copyOf(sums, 2 * size);
    }
    System.arraycopy(ends, at, ends, at + 1, size - at);
    System.arraycopy(sums, at, sums, at + 1, size - at);
    ends[at] = end;
    sums[at] = new OffsetSums();
    size++;
  }

  private void remove(int from, int to) {
    System.arraycopy(ends, to, ends, from, size - to);
    System.arraycopy(sums, to, sums, from, size - to);
    int left = size - (to - from);
    Arrays.fill(sums, left, size, null);
    size = left;
  }

  /** Of many cycles, those over for long are told apart by ten minutes only: state is bounded. */
  private void joinOlder(long slice) {
    if (size <= FEW) {
      return;
    }
    for (int i = 0; i < size && ends[i] < slice; ) {
      long block = Math.floorDiv(ends[i], BLOCK) * BLOCK + BLOCK - 1;
      if (ends[i] != block && block < slice) {
        OffsetSums joined = sums[i];
        remove(i, i + 1);
        at(block).absorb(joined);
      } else {
        i++;
      }
    }
  }

  /**
   * All offsets of the cycles that were over in the hour before a slice; not to be written to.
   *
   * @param slice cycles count that are over when it begins
   */
  public OffsetSums asOf(long slice) {
    OffsetSums known = asked;
    if (known == null || askedSlice != slice) {
      known = new OffsetSums();
      for (int i = place(slice - HOUR + 1); i < size && ends[i] <= slice; i++) {
        known.absorb(sums[i]);
      }
      asked = known;
      askedSlice = slice;
    }
    return known;
  }

  @Override
  public void write(DataOutput out) throws IOException {
    Varints.write(out, size);
    for (int i = 0; i < size; i++) {
      Varints.writeSigned(out, ends[i]);
      sums[i].write(out);
    }
  }

  @Override
  public void read(DataInput in, int version) throws IOException {
    asked = null;
    sealedThrough = Long.MIN_VALUE;
    size = Varints.readInt(in);
    ends = new long[Math.max(FEW, size)];
    sums = new OffsetSums[ends.length];
    for (int i = 0; i < size; i++) {
      ends[i] = Varints.readSigned(in);
      sums[i] = OffsetSums.read(in);
    }
  }
}
