package io.dephasing.core.across;

import io.dephasing.core.bytes.Varints;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;

/** Onsets by minute, in order of time, summed up: a sum over any stretch costs two searches. */
final class OnsetCounts {
  private static final int INITIAL = 4;

  private final long horizon;
  private int[] slices = new int[INITIAL];

  /** Onsets up to and with each slice. */
  private long[] upTo = new long[INITIAL];

  private int size;

  /**
   * Nothing yet.
   *
   * @param horizon slices that are kept, at least
   */
  OnsetCounts(long horizon) {
    this.horizon = horizon;
  }

  /** Appends a slice, later than all before it. */
  void add(long slice, long count) {
    if (size == slices.length) {
      dropBefore(slice - horizon);
    }
    if (size == slices.length) {
      slices = Arrays.copyOf(slices, size * 2);
      upTo = Arrays.copyOf(upTo, size * 2);
    }
    slices[size] = (int) slice;
    upTo[size] = before(size) + count;
    size++;
  }

  private long before(int i) {
    return i == 0 ? 0 : upTo[i - 1];
  }

  private void dropBefore(long slice) {
    int drop = firstFrom(slice);
    long dropped = before(drop);
    size -= drop;
    for (int i = 0; i < size; i++) {
      slices[i] = slices[drop + i];
      upTo[i] = upTo[drop + i] - dropped;
    }
  }

  private int firstFrom(long slice) {
    if (size == 0 || slice <= slices[0]) {
      return 0;
    }
    if (slice > slices[size - 1]) {
      return size;
    }
    int found = Arrays.binarySearch(slices, 0, size, (int) slice);
    return found >= 0 ? found : -found - 1;
  }

  /** Onsets in the slices from first to before end. */
  long sum(long first, long end) {
    return Math.max(0, before(firstFrom(end)) - before(firstFrom(first)));
  }

  void write(DataOutput out) throws IOException {
    Varints.write(out, size);
    long last = 0;
    for (int i = 0; i < size; i++) {
      Varints.writeSigned(out, slices[i] - last);
      Varints.write(out, upTo[i] - before(i));
      last = slices[i];
    }
  }

  void read(DataInput in) throws IOException {
    long slice = 0;
    for (int left = Varints.readInt(in); left > 0; left--) {
      slice += Varints.readSigned(in);
      add(slice, Varints.read(in));
    }
  }
}
