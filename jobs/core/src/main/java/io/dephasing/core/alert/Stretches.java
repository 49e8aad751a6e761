package io.dephasing.core.alert;

import io.dephasing.core.bytes.Varints;
import io.dephasing.core.slice.Slice;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * How often an alert's evidence came and went: minutes with firing positions, neighbours counted as
 * one. Of the last hour each minute is known, so that the order in which positions are judged
 * changes nothing; of what came before, the number.
 *
 * @param counted stretches before the known minutes
 * @param lastMinute the last minute of those; {@link Long#MIN_VALUE} before any
 * @param base the first known minute, since the epoch
 * @param minutes bit i: minute {@code base + i} holds a firing position
 */
record Stretches(int counted, long lastMinute, long base, long minutes) {
  /** A position may turn out to be earlier than the first that was judged. */
  private static final long ROOM_BEFORE = 24;

  static Stretches of(long endSecond) {
    long minute = Math.floorDiv(endSecond, Slice.BUCKETS);
    return new Stretches(0, Long.MIN_VALUE, minute - ROOM_BEFORE, 1L << ROOM_BEFORE);
  }

  Stretches with(long endSecond) {
    return withMinute(Math.floorDiv(endSecond, Slice.BUCKETS));
  }

  private Stretches withMinute(long minute) {
    if (minute < base) {
      return this;
    }
    Stretches from = forgetBefore(minute - Long.SIZE + 1);
    return new Stretches(
        from.counted, from.lastMinute, from.base, from.minutes | (1L << (minute - from.base)));
  }

  private Stretches forgetBefore(long first) {
    if (first <= base) {
      return this;
    }
    int stretches = counted;
    long last = lastMinute;
    for (int i = 0; i < Long.SIZE && base + i < first; i++) {
      if ((minutes >>> i & 1) == 1) {
        stretches += last == Long.MIN_VALUE || base + i > last + 1 ? 1 : 0;
        last = base + i;
      }
    }
    long shift = first - base;
    return new Stretches(stretches, last, first, shift >= Long.SIZE ? 0 : minutes >>> shift);
  }

  Stretches with(Stretches later) {
    Stretches all = this;
    for (int i = 0; i < Long.SIZE; i++) {
      if ((later.minutes >>> i & 1) == 1) {
        all = all.withMinute(later.base + i);
      }
    }
    return all;
  }

  /** All of them. */
  int times() {
    return forgetBefore(base + Long.SIZE).counted;
  }

  void write(DataOutput out) throws IOException {
    Varints.write(out, counted);
    out.writeLong(lastMinute);
    out.writeLong(base);
    out.writeLong(minutes);
  }

  static Stretches read(DataInput in) throws IOException {
    return new Stretches(Varints.readInt(in), in.readLong(), in.readLong(), in.readLong());
  }
}
