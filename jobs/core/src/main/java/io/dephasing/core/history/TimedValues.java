package io.dephasing.core.history;

import io.dephasing.core.bytes.Varints;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;

/**
 * Values by their time, oldest first, each of the two in one array: an object a value would be a
 * cache miss each time it is asked. What a time is, second, slice or hour, the owner says.
 *
 * <p>What is let go of stays where it is until room is wanted: runs in flight come and go with each
 * second.
 */
final class TimedValues {
  private static final int FEWEST = 4;
  private static final long[] NOTHING = {};

  private long[] times = NOTHING;
  private long[] values = NOTHING;

  /** Where the oldest is, and the place behind the newest. */
  private int from;

  private int to;

  int size() {
    return to - from;
  }

  long time(int i) {
    return times[from + i];
  }

  long value(int i) {
    return values[from + i];
  }

  void set(int i, long time, long value) {
    times[from + i] = time;
    values[from + i] = value;
  }

  /** Appends a value that is later than all. */
  void append(long time, long value) {
    if (to == times.length) {
      makeRoom();
    }
    times[to] = time;
    values[to] = value;
    to++;
  }

  private void makeRoom() {
    int size = to - from;
    if (2 * size >= times.length) {
      int capacity = Math.max(FEWEST, 2 * size);
      times = Arrays.copyOfRange(times, from, from + capacity);
      values = Arrays.copyOfRange(values, from, from + capacity);
    } else {
      System.arraycopy(times, from, times, 0, size);
      System.arraycopy(values, from, values, 0, size);
    }
    from = 0;
    to = size;
  }

  /** Lets go of so many of the oldest. */
  void drop(int count) {
    if (count > 0) {
      from += count;
    }
  }

  /** How many are older than this; they are the first. */
  int before(long time) {
    int before = 0;
    while (from + before < to && times[from + before] < time) {
      before++;
    }
    return before;
  }

  /** The largest from first to last, both inside; 0 where there is none. */
  long most(long first, long last) {
    long most = 0;
    for (int i = from; i < to; i++) {
      if (times[i] >= first && times[i] <= last) {
        most = Math.max(most, values[i]);
      }
    }
    return most;
  }

  TimedValues copy() {
    TimedValues copy = new TimedValues();
    copy.times = Arrays.copyOfRange(times, from, to);
    copy.values = Arrays.copyOfRange(values, from, to);
    copy.to = to - from;
    return copy;
  }

  /** Writes times that may be negative, and values that are not. */
  void write(DataOutput out) throws IOException {
    Varints.write(out, size());
    for (int i = from; i < to; i++) {
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
