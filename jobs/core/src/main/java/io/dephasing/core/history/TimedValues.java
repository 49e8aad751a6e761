package io.dephasing.core.history;

import io.dephasing.core.slice.Varints;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;

/**
 * Values by their time, oldest first, each of the two in one array: an object a value would be a
 * cache miss each time it is asked. What a time is, second, slice or hour, the owner says.
 */
final class TimedValues {
  private static final int FEWEST = 4;
  private static final long[] NOTHING = {};

  private long[] times = NOTHING;
  private long[] values = NOTHING;
  private int size;

  int size() {
    return size;
  }

  long time(int i) {
    return times[i];
  }

  long value(int i) {
    return values[i];
  }

  void set(int i, long time, long value) {
    times[i] = time;
    values[i] = value;
  }

  /** Appends a value that is later than all. */
  void append(long time, long value) {
    if (size == times.length) {
      int capacity = Math.max(FEWEST, 2 * size);
      times = Arrays.copyOf(times, capacity);
      values = Arrays.copyOf(values, capacity);
    }
    set(size++, time, value);
  }

  /** Lets go of so many of the oldest. */
  void drop(int count) {
    if (count > 0) {
      System.arraycopy(times, count, times, 0, size - count);
      System.arraycopy(values, count, values, 0, size - count);
      size -= count;
    }
  }

  /** How many are older than this; they are the first. */
  int before(long time) {
    int before = 0;
    while (before < size && times[before] < time) {
      before++;
    }
    return before;
  }

  /** The largest from first to last, both inside; 0 where there is none. */
  long most(long first, long last) {
    long most = 0;
    for (int i = 0; i < size; i++) {
      if (times[i] >= first && times[i] <= last) {
        most = Math.max(most, values[i]);
      }
    }
    return most;
  }

  TimedValues copy() {
    TimedValues copy = new TimedValues();
    copy.times = Arrays.copyOf(times, size);
    copy.values = Arrays.copyOf(values, size);
    copy.size = size;
    return copy;
  }

  /** Writes times that may be negative, and values that are not. */
  void write(DataOutput out) throws IOException {
    Varints.write(out, size);
    for (int i = 0; i < size; i++) {
      Varints.writeSigned(out, times[i]);
      Varints.write(out, values[i]);
    }
  }

  void read(DataInput in) throws IOException {
    for (int left = Varints.readInt(in); left > 0; left--) {
      long time = Varints.readSigned(in);
      append(time, Varints.read(in));
    }
  }
}
