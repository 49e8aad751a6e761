package io.dephasing.core.history;

import io.dephasing.core.slice.Varints;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;

/**
 * The largest of a day's values as of any recent slice. An older value is let go of once a later
 * one is at least as large and is old enough that nobody asks for the time before it; at most
 * {@value #MOST} are kept, and beyond that the two oldest become one, which errs upwards.
 */
final class TrailingMax {
  /** A day, in slices. */
  static final long HORIZON = 1440;

  private static final int MOST = 128;
  private static final int FEWEST = 4;
  private static final long[] NOTHING = {};

  private long[] slices = NOTHING;
  private long[] values = NOTHING;
  private int size;

  /**
   * Appends the value of a settled slice, later than all before it.
   *
   * @param askedSlices nobody asks as of a slice further back than this from the newest settled one
   */
  void add(long slice, long value, long askedSlices) {
    dropBefore(slice - HORIZON - askedSlices);
    append(slice, value);
    dropDominated(slice - askedSlices);
    if (size > MOST) {
      values[1] = Math.max(values[0], values[1]);
      drop(1);
    }
  }

  private void dropBefore(long slice) {
    int drop = 0;
    while (drop < size && slices[drop] < slice) {
      drop++;
    }
    drop(drop);
  }

  /** Lets go of the oldest. */
  private void drop(int count) {
    if (count > 0) {
      System.arraycopy(slices, count, slices, 0, size - count);
      System.arraycopy(values, count, values, 0, size - count);
      size -= count;
    }
  }

  private void append(long slice, long value) {
    if (size == slices.length) {
      int capacity = Math.max(FEWEST, 2 * size);
      slices = Arrays.copyOf(slices, capacity);
      values = Arrays.copyOf(values, capacity);
    }
    slices[size] = slice;
    values[size] = value;
    size++;
  }

  /** From the newest back; what stays moves to the end, and in the end to the front. */
  private void dropDominated(long leastAsked) {
    int kept = size;
    long dominating = Long.MIN_VALUE;
    for (int i = size - 1; i >= 0; i--) {
      long slice = slices[i];
      long value = values[i];
      if (value > dominating) {
        kept--;
        slices[kept] = slice;
        values[kept] = value;
      }
      if (slice < leastAsked) {
        dominating = Math.max(dominating, value);
      }
    }
    drop(kept);
  }

  /** The largest value of the slices from first to before end; 0 where there is none. */
  long max(long first, long end) {
    long max = 0;
    for (int i = 0; i < size; i++) {
      if (slices[i] >= first && slices[i] < end) {
        max = Math.max(max, values[i]);
      }
    }
    return max;
  }

  void write(DataOutput out) throws IOException {
    Varints.write(out, size);
    for (int i = 0; i < size; i++) {
      out.writeLong(slices[i]);
      Varints.write(out, values[i]);
    }
  }

  void read(DataInput in) throws IOException {
    int count = Varints.readInt(in);
    for (int i = 0; i < count; i++) {
      long slice = in.readLong();
      append(slice, Varints.read(in));
    }
  }
}
