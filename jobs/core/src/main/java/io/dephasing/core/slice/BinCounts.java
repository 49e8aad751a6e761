package io.dephasing.core.slice;

import io.dephasing.core.bytes.Varints;
import io.dephasing.core.statistics.LogHistogram;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;

/**
 * A histogram of lengths of time in the bins of {@link LogHistogram}, and their sum. It holds no
 * more than the bins between the shortest and the longest: lengths of one kind are mostly alike.
 */
final class BinCounts {
  private static final int[] NOTHING = {};

  /** Bins are added in blocks of so many. */
  private static final int BLOCK = 8;

  /** The bin that the first count is of. */
  private int low;

  private int[] counts = NOTHING;
  private long sumMillis;

  void add(long millis) {
    int bin = LogHistogram.bin(millis);
    int at = bin - low;
    if (at < 0 || at >= counts.length) {
      cover(bin, bin + 1);
      at = bin - low;
    }
    counts[at]++;
    sumMillis += millis;
  }

  private void cover(int from, int to) {
    boolean isEmpty = counts.length == 0;
    int first = (isEmpty ? from : Math.min(low, from)) / BLOCK * BLOCK;
    int end = isEmpty ? to : Math.max(low + counts.length, to);
    int blocks = (end - first + BLOCK - 1) / BLOCK;
    int[] wider = new int[blocks * BLOCK];
    System.arraycopy(counts, 0, wider, isEmpty ? 0 : low - first, counts.length);
    counts = wider;
    low = first;
  }

  void absorb(BinCounts other) {
    if (counts.length == 0) {
      counts = other.counts.clone();
      low = other.low;
    } else {
      int end = other.low + other.counts.length;
      if (other.low < low || end > low + counts.length) {
        cover(other.low, end);
      }
      for (int i = 0; i < other.counts.length; i++) {
        counts[other.low - low + i] += other.counts[i];
      }
    }
    sumMillis += other.sumMillis;
  }

  void write(DataOutput out) throws IOException {
    Varints.writeSparse(out, counts, low);
    Varints.write(out, sumMillis);
  }

  void read(DataInput in) throws IOException {
    int bin = -1;
    for (int left = Varints.readInt(in); left > 0; left--) {
      bin += Varints.readInt(in) + 1;
      if (bin >= LogHistogram.BINS) {
        throw new IOException("bin %d is outside of %d".formatted(bin, LogHistogram.BINS));
      }
      if (bin >= low + counts.length) {
        // Those that follow are mostly next to it.
        cover(bin, Math.min(LogHistogram.BINS, bin + left));
      }
      counts[bin - low] = Varints.readInt(in);
    }
    sumMillis = Varints.read(in);
  }

  /** Counts of all bins; a copy. */
  int[] counts() {
    int[] all = new int[LogHistogram.BINS];
    System.arraycopy(counts, 0, all, low, Math.min(counts.length, all.length - low));
    return all;
  }

  long events() {
    return Arrays.stream(counts).asLongStream().sum();
  }

  long sumMillis() {
    return sumMillis;
  }
}
