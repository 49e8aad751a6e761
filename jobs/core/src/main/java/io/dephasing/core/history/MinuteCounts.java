package io.dephasing.core.history;

import io.dephasing.core.bytes.Varints;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;

/** Starts by settled slice, as far back as rates are taken; slices without any are not kept. */
public final class MinuteCounts implements HistoryPart {
  private static final int INITIAL = 16;

  private final long horizon;
  private long[] slices = new long[INITIAL];
  private long[] counts = new long[INITIAL];
  private int size;

  /**
   * Nothing yet.
   *
   * @param horizon slices that are kept, at least
   */
  public MinuteCounts(long horizon) {
    this.horizon = horizon;
  }

  /** Appends a settled slice, later than all before it. */
  public void add(long slice, long count) {
    boolean isStale = size > 0 && slices[0] <= slice - 2 * horizon;
    if (isStale || size == slices.length) {
      dropBefore(slice - horizon);
    }
    if (size == slices.length) {
      slices = Arrays.copyOf(slices, size * 2);
      counts = Arrays.copyOf(counts, size * 2);
    }
    slices[size] = slice;
    counts[size] = count;
    size++;
  }

  private void dropBefore(long slice) {
    int drop = 0;
    while (drop < size && slices[drop] < slice) {
      drop++;
    }
    System.arraycopy(slices, drop, slices, 0, size - drop);
    System.arraycopy(counts, drop, counts, 0, size - drop);
    size -= drop;
  }

  /** Starts in the slices from first to before end. */
  public long sum(long first, long end) {
    long sum = 0;
    for (int i = size - 1; i >= 0 && slices[i] >= first; i--) {
      sum += slices[i] < end ? counts[i] : 0;
    }
    return sum;
  }

  /** Σ c² over the slices from first to before end: with {@link #sum}, their variance. */
  public double sumSquares(long first, long end) {
    double sum = 0;
    for (int i = size - 1; i >= 0 && slices[i] >= first; i--) {
      sum += slices[i] < end ? (double) counts[i] * counts[i] : 0;
    }
    return sum;
  }

  @Override
  public void write(DataOutput out) throws IOException {
    Varints.write(out, size);
    long last = 0;
    for (int i = 0; i < size; i++) {
      Varints.writeSigned(out, slices[i] - last);
      Varints.write(out, counts[i]);
      last = slices[i];
    }
  }

  @Override
  public void read(DataInput in, int version) throws IOException {
    size = Varints.readInt(in);
    int capacity = Math.max(INITIAL, size);
    slices = new long[capacity];
    counts = new long[capacity];
    long last = 0;
    for (int i = 0; i < size; i++) {
      last += Varints.readSigned(in);
      slices[i] = last;
      counts[i] = Varints.read(in);
    }
  }
}
