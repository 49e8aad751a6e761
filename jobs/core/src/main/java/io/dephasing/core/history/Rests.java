package io.dephasing.core.history;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * How long a group has rested at most, by the day on which it woke: what rests each week has one.
 */
final class Rests {
  /** Slices. */
  private final DayValues longest = new DayValues();

  /** After so many silent slices it acted in this one; in order of time. */
  void add(long slice, long silent) {
    long day = DayValues.day(slice);
    longest.set(day, Math.max(longest.get(day), silent));
  }

  /** The most slices in a row of eight days at least; 0 before any. */
  long longest() {
    return longest.most();
  }

  void write(DataOutput out) throws IOException {
    longest.write(out);
  }

  void read(DataInput in) throws IOException {
    longest.read(in);
  }
}
