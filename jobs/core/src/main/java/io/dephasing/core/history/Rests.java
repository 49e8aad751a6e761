package io.dephasing.core.history;

import io.dephasing.core.slice.Varints;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;

/**
 * How long a group has rested at most, by the day on which it woke: what rests each week has one.
 */
final class Rests {
  private static final int DAYS = 9;
  private static final long DAY = 1440;

  /** By the day's number modulo that of days; slices. */
  private final long[] longest = new long[DAYS];

  private long newestDay = Long.MIN_VALUE;

  /** After so many silent slices it acted in this one; in order of time. */
  void add(long slice, long silent) {
    long day = Math.floorDiv(slice, DAY);
    if (newestDay == Long.MIN_VALUE || day - newestDay >= DAYS) {
      Arrays.fill(longest, 0);
    } else {
      for (long each = newestDay + 1; each <= day; each++) {
        longest[place(each)] = 0;
      }
    }
    newestDay = day;
    longest[place(day)] = Math.max(longest[place(day)], silent);
  }

  private static int place(long day) {
    return (int) Math.floorMod(day, (long) DAYS);
  }

  /** The most slices in a row of eight days at least; 0 before any. */
  long longest() {
    return Arrays.stream(longest).max().orElse(0);
  }

  void write(DataOutput out) throws IOException {
    out.writeLong(newestDay);
    for (long each : longest) {
      Varints.write(out, each);
    }
  }

  void read(DataInput in) throws IOException {
    newestDay = in.readLong();
    for (int i = 0; i < DAYS; i++) {
      longest[i] = Varints.read(in);
    }
  }
}
