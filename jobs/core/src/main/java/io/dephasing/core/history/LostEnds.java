package io.dephasing.core.history;

import io.dephasing.core.bytes.Varints;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * Whether a group loses ENDs (METHOD 6.1): hour by hour, how many runs became overdue beside how
 * many began. Where most runs are told to end and some never are, hour after hour, ENDs get lost;
 * where hardly any is told to end, runs hang.
 */
final class LostEnds implements HistoryPart {
  private static final long HOUR = 60;
  private static final long FEWEST_STARTS = 10;
  private static final double LOST_RATIO = 0.05;
  private static final double ENDED_RATIO = 0.5;

  /** So many hours in a row have to lose some. */
  private static final int HOURS = 3;

  private long hour = Long.MIN_VALUE;
  private long starts;
  private long ends;
  private long overdueBefore;
  private long expired;
  private int losing;
  private boolean isLosing;

  /**
   * Takes a settled slice in, in order of time.
   *
   * @param overdue runs in flight for longer than runs last, before the slice
   */
  void add(long slice, long moreStarts, long moreEnds, long overdue, long moreExpired) {
    long now = Math.floorDiv(slice, HOUR);
    if (now != hour) {
      judge(overdue);
      hour = now;
      starts = 0;
      ends = 0;
      expired = 0;
      overdueBefore = overdue;
    }
    starts += moreStarts;
    ends += moreEnds;
    expired += moreExpired;
  }

  private void judge(long overdue) {
    if (hour == Long.MIN_VALUE || starts < FEWEST_STARTS || ends < ENDED_RATIO * starts) {
      return;
    }
    boolean loses = overdue - overdueBefore + expired >= LOST_RATIO * starts;
    losing = loses ? Math.min(HOURS, losing + 1) : 0;
    isLosing = losing == HOURS || (isLosing && loses);
  }

  /** Whether runs without END are no longer taken for running. */
  boolean isLosing() {
    return isLosing;
  }

  @Override
  public boolean isEmpty() {
    return hour == Long.MIN_VALUE;
  }

  @Override
  public void write(DataOutput out) throws IOException {
    out.writeLong(hour);
    Varints.write(out, starts);
    Varints.write(out, ends);
    Varints.write(out, overdueBefore);
    Varints.write(out, expired);
    out.writeByte(losing);
    out.writeBoolean(isLosing);
  }

  @Override
  public void read(DataInput in, int version) throws IOException {
    hour = in.readLong();
    starts = Varints.read(in);
    ends = Varints.read(in);
    overdueBefore = Varints.read(in);
    expired = Varints.read(in);
    losing = in.readByte();
    isLosing = in.readBoolean();
  }
}
