package io.dephasing.core.history;

import io.dephasing.core.bytes.Varints;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;

/** One number for each of the last nine days in UTC, 0 where nothing was said of a day. */
final class DayValues {
  private static final int DAYS = 9;
  private static final long DAY = 1440;

  /** By the day's number modulo that of days. */
  private final long[] values = new long[DAYS];

  private long newest = Long.MIN_VALUE;

  static long day(long slice) {
    return Math.floorDiv(slice, DAY);
  }

  /** Sets the number of a day, no earlier than the newest; older days are forgotten. */
  void set(long day, long value) {
    if (newest == Long.MIN_VALUE || day - newest >= DAYS) {
      Arrays.fill(values, 0);
    } else {
      for (long each = newest + 1; each <= day; each++) {
        values[place(each)] = 0;
      }
    }
    newest = day;
    values[place(day)] = value;
  }

  /** The number of a day; 0 where it is not kept. */
  long get(long day) {
    return newest != Long.MIN_VALUE && day <= newest && day > newest - DAYS
        ? values[place(day)]
        : 0;
  }

  /** The largest of all that are kept. */
  long most() {
    return Arrays.stream(values).max().orElse(0);
  }

  private static int place(long day) {
    return (int) Math.floorMod(day, (long) DAYS);
  }

  void write(DataOutput out) throws IOException {
    out.writeLong(newest);
    for (long each : values) {
      Varints.write(out, each);
    }
  }

  void read(DataInput in) throws IOException {
    newest = in.readLong();
    for (int i = 0; i < DAYS; i++) {
      values[i] = Varints.read(in);
    }
  }
}
