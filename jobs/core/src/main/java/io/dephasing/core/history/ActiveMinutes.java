package io.dephasing.core.history;

import io.dephasing.core.slice.Varints;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;

/**
 * How many minutes of each of the last days held starts (METHOD 9.1): how often chance has a try. A
 * cycle of a minute has one, a nightly batch of half an hour has thirty.
 */
final class ActiveMinutes implements HistoryPart {
  private static final int DAYS = 9;
  private static final int LOOKED_BACK = 7;
  private static final long DAY = 1440;

  /** By the day's number modulo that of days. */
  private final int[] minutes = new int[DAYS];

  private long newestDay = Long.MIN_VALUE;

  /** Takes a settled slice with starts in; in order of time. */
  void add(long slice) {
    long day = Math.floorDiv(slice, DAY);
    if (newestDay == Long.MIN_VALUE || day - newestDay >= DAYS) {
      Arrays.fill(minutes, 0);
    } else {
      for (long each = newestDay + 1; each <= day; each++) {
        minutes[place(each)] = 0;
      }
    }
    newestDay = day;
    minutes[place(day)]++;
  }

  private static int place(long day) {
    return (int) Math.floorMod(day, (long) DAYS);
  }

  /**
   * The most in one of the seven whole days before that of a slice, which is no more than a day
   * before the newest; 0 before any.
   */
  int mostBefore(long slice) {
    long today = Math.floorDiv(slice, DAY);
    int most = 0;
    for (long day = today - LOOKED_BACK; day < today; day++) {
      boolean isKept = day <= newestDay && day > newestDay - DAYS;
      most = isKept ? Math.max(most, minutes[place(day)]) : most;
    }
    return most;
  }

  @Override
  public void write(DataOutput out) throws IOException {
    out.writeLong(newestDay);
    for (int each : minutes) {
      Varints.write(out, each);
    }
  }

  @Override
  public void read(DataInput in, int version) throws IOException {
    newestDay = in.readLong();
    for (int i = 0; i < DAYS; i++) {
      minutes[i] = Varints.readInt(in);
    }
  }
}
