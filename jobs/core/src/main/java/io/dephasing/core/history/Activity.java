package io.dephasing.core.history;

import io.dephasing.core.statistics.Wilson;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * Which of the last 60 slices held starts, and how long the group has rested before: whether
 * silence is news (METHOD 10, F5). All of it is as of the last slice with starts.
 */
public final class Activity implements HistoryPart {
  /** Slices that are looked back at. */
  public static final int LOOKED_BACK = 60;

  private static final double Z = 2.33;

  /** Silence that an alert told of is no rest, unless it was as long as this. */
  private static final long OUTAGE_AT_MOST = 360;

  private long firstSlice = Long.MAX_VALUE;
  private long lastSlice = Long.MIN_VALUE;

  /** Bit i: the slice i before the last held starts. */
  private long active;

  private final Rests rests = new Rests();
  private boolean isNews;

  void add(long slice) {
    firstSlice = Math.min(firstSlice, slice);
    if (lastSlice != Long.MIN_VALUE) {
      rest(slice, slice - lastSlice - 1);
    }
    long gap = slice - lastSlice;
    active = lastSlice == Long.MIN_VALUE || gap >= LOOKED_BACK ? 1 : active << gap | 1;
    active &= (1L << LOOKED_BACK) - 1;
    lastSlice = slice;
  }

  private void rest(long slice, long silent) {
    boolean isOutage = isNews && silent <= OUTAGE_AT_MOST;
    isNews = false;
    if (!isOutage) {
      rests.add(slice, silent);
    }
  }

  /** An alert tells of the silence that lasts now. */
  public void tellOfSilence() {
    isNews = true;
  }

  /** The most slices in a row of the last eight days without starts of which no alert told. */
  public long longestRest() {
    return rests.longest();
  }

  /** The group's first slice with starts; {@link Long#MAX_VALUE} before any. */
  public long firstSlice() {
    return firstSlice;
  }

  /** The last slice with starts; {@link Long#MIN_VALUE} before any. */
  public long lastSlice() {
    return lastSlice;
  }

  /** Whether the last slice is the first with starts since this one, itself included. */
  public boolean isFirstSince(long slice) {
    long slices = lastSlice - slice;
    if (slices < 0) {
      return false;
    }
    long looked = slices >= LOOKED_BACK ? -1L : (1L << (slices + 1)) - 1;
    return (active & looked) == 1;
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
    rests.write(out);
    out.writeBoolean(isNews);
  }

  @Override
  public void read(DataInput in, int version) throws IOException {
    firstSlice = in.readLong();
    lastSlice = in.readLong();
    active = in.readLong();
    if (version >= HistoryBytes.RESTS) {
      rests.read(in);
      isNews = in.readBoolean();
    }
  }
}
