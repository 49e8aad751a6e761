package io.dephasing.core.history;

import io.dephasing.core.statistics.Wilson;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * Which of the last 60 slices held starts: whether silence is news (METHOD 10, F5). All of it is as
 * of the last slice with starts.
 */
public final class Activity implements HistoryPart {
  /** Slices that are looked back at. */
  public static final int LOOKED_BACK = 60;

  private static final double Z = 2.33;

  private long firstSlice = Long.MAX_VALUE;
  private long lastSlice = Long.MIN_VALUE;

  /** Bit i: the slice i before the last held starts. */
  private long active;

  void add(long slice) {
    firstSlice = Math.min(firstSlice, slice);
    long gap = slice - lastSlice;
    active = lastSlice == Long.MIN_VALUE || gap >= LOOKED_BACK ? 1 : active << gap | 1;
    active &= (1L << LOOKED_BACK) - 1;
    lastSlice = slice;
  }

  /** The group's first slice with starts; {@link Long#MAX_VALUE} before any. */
  public long firstSlice() {
    return firstSlice;
  }

  /** The last slice with starts; {@link Long#MIN_VALUE} before any. */
  public long lastSlice() {
    return lastSlice;
  }

  /** Slices from the first to the last, both counted, at most {@value #LOOKED_BACK}. */
  public long knownSlices() {
    return lastSlice == Long.MIN_VALUE ? 0 : Math.min(LOOKED_BACK, lastSlice + 1 - firstSlice);
  }

  /** Lower bound of the share of slices that hold starts, 99 % one-sided (Wilson 1927). */
  public double leastShare() {
    return Wilson.lower(Long.bitCount(active), knownSlices(), Z);
  }

  @Override
  public void write(DataOutput out) throws IOException {
    out.writeLong(firstSlice);
    out.writeLong(lastSlice);
    out.writeLong(active);
  }

  @Override
  public void read(DataInput in, int version) throws IOException {
    firstSlice = in.readLong();
    lastSlice = in.readLong();
    active = in.readLong();
  }
}
