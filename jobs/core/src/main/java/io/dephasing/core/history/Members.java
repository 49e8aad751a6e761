package io.dephasing.core.history;

import io.dephasing.core.slice.DistinctInstances;
import io.dephasing.core.slice.Varints;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Arrays;

/**
 * M, the most distinct instances that an hour and the one before it held together over the last day
 * (METHOD 0): not the distinct of the day, which grows without bound where each run has new names.
 * Stretches of D where D is over an hour.
 */
final class Members {
  private static final long HOUR = 60;
  private static final int HOURS_KEPT = 54;
  private static final int RECENT_KEPT = 64;
  private static final int LONGEST_STRETCH = 24;

  private final ArrayDeque<Hour> hours = new ArrayDeque<>(2);
  private final Counts maxima = new Counts();
  private final Counts recent = new Counts();

  private record Hour(long hour, DistinctInstances instances) {}

  /**
   * Takes a settled slice's instances in.
   *
   * @param spreadSeconds D, of the slice or of the policy
   */
  void add(long slice, DistinctInstances instances, double spreadSeconds) {
    long hour = Math.floorDiv(slice, HOUR);
    if (hours.isEmpty() || hours.getLast().hour != hour) {
      hours.addLast(new Hour(hour, DistinctInstances.wide()));
    }
    hours.getLast().instances.absorb(instances);
    long stretch = Math.min(LONGEST_STRETCH, (long) Math.ceil(Math.max(1, spreadSeconds / 3600)));
    while (hours.getFirst().hour < hour - stretch) {
      hours.removeFirst();
    }
    int members = count();
    recent.append(slice + 1, members);
    recent.keepNewest(RECENT_KEPT);
    keepMaximum(hour, members);
  }

  private int count() {
    if (hours.size() == 1) {
      return hours.getLast().instances.count();
    }
    DistinctInstances union = DistinctInstances.wide();
    hours.forEach(hour -> union.absorb(hour.instances));
    return union.count();
  }

  private void keepMaximum(long hour, int members) {
    maxima.raiseLast(hour, members);
    maxima.dropBefore(hour - HOURS_KEPT);
  }

  /**
   * M as of a slice: what the slices before it tell.
   *
   * @param horizonSlices a day, or two cadences where that is longer
   */
  int asOf(long slice, long horizonSlices) {
    long after = slice - horizonSlices - 2 * HOUR;
    // Of whole hours: those that begin behind it and are over.
    int ofHours = maxima.most(Math.floorDiv(after, HOUR) + 1, Math.floorDiv(slice, HOUR) - 1);
    return Math.max(ofHours, recent.most(after + 1, slice));
  }

  void write(DataOutput out) throws IOException {
    Varints.write(out, hours.size());
    for (Hour hour : hours) {
      out.writeLong(hour.hour);
      hour.instances.write(out);
    }
    maxima.write(out);
    recent.write(out);
  }

  void read(DataInput in) throws IOException {
    int size = Varints.readInt(in);
    for (int i = 0; i < size; i++) {
      Hour hour = new Hour(in.readLong(), DistinctInstances.wide());
      hour.instances.read(in);
      hours.addLast(hour);
    }
    maxima.read(in);
    recent.read(in);
  }

  /** Members by slice or hour, oldest first. */
  private static final class Counts {
    private static final int FEWEST = 4;
    private static final long[] NEVER = {};
    private static final int[] NOBODY = {};

    private long[] at = NEVER;
    private int[] members = NOBODY;
    private int size;

    void append(long when, int count) {
      if (size == at.length) {
        int capacity = Math.max(FEWEST, 2 * size);
        at = Arrays.copyOf(at, capacity);
        members = Arrays.copyOf(members, capacity);
      }
      at[size] = when;
      members[size] = count;
      size++;
    }

    /** Raises the last where it is of the same time, and appends otherwise. */
    void raiseLast(long when, int count) {
      if (size > 0 && at[size - 1] == when) {
        members[size - 1] = Math.max(members[size - 1], count);
      } else {
        append(when, count);
      }
    }

    void keepNewest(int most) {
      drop(size - most);
    }

    void dropBefore(long when) {
      int drop = 0;
      while (at[drop] < when) {
        drop++;
      }
      drop(drop);
    }

    private void drop(int count) {
      if (count > 0) {
        System.arraycopy(at, count, at, 0, size - count);
        System.arraycopy(members, count, members, 0, size - count);
        size -= count;
      }
    }

    /** The most from first to last, both inside; 0 where there is none. */
    int most(long first, long last) {
      int most = 0;
      for (int i = 0; i < size; i++) {
        if (at[i] >= first && at[i] <= last) {
          most = Math.max(most, members[i]);
        }
      }
      return most;
    }

    void write(DataOutput out) throws IOException {
      Varints.write(out, size);
      for (int i = 0; i < size; i++) {
        Varints.writeSigned(out, at[i]);
        Varints.write(out, members[i]);
      }
    }

    void read(DataInput in) throws IOException {
      int count = Varints.readInt(in);
      for (int i = 0; i < count; i++) {
        long when = Varints.readSigned(in);
        append(when, Varints.readInt(in));
      }
    }
  }
}
