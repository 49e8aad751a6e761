package io.dephasing.core.history;

import io.dephasing.core.slice.DistinctInstances;
import io.dephasing.core.slice.Varints;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayDeque;

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
  private final ArrayDeque<Count> maxima = new ArrayDeque<>(2);
  private final ArrayDeque<Count> recent = new ArrayDeque<>(4);

  private record Hour(long hour, DistinctInstances instances) {}

  private record Count(long at, int members) {}

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
    recent.addLast(new Count(slice + 1, members));
    if (recent.size() > RECENT_KEPT) {
      recent.removeFirst();
    }
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
    int most = members;
    if (!maxima.isEmpty() && maxima.getLast().at == hour) {
      most = Math.max(most, maxima.removeLast().members);
    }
    maxima.addLast(new Count(hour, most));
    while (maxima.getFirst().at < hour - HOURS_KEPT) {
      maxima.removeFirst();
    }
  }

  /**
   * M as of a slice: what the slices before it tell.
   *
   * @param horizonSlices a day, or two cadences where that is longer
   */
  int asOf(long slice, long horizonSlices) {
    int members = 0;
    for (Count hour : maxima) {
      boolean isOver = (hour.at + 1) * HOUR <= slice;
      if (isOver && hour.at * HOUR > slice - horizonSlices - 2 * HOUR) {
        members = Math.max(members, hour.members);
      }
    }
    for (Count count : recent) {
      if (count.at <= slice && count.at > slice - horizonSlices - 2 * HOUR) {
        members = Math.max(members, count.members);
      }
    }
    return members;
  }

  void write(DataOutput out) throws IOException {
    Varints.write(out, hours.size());
    for (Hour hour : hours) {
      out.writeLong(hour.hour);
      hour.instances.write(out);
    }
    write(out, maxima);
    write(out, recent);
  }

  private static void write(DataOutput out, ArrayDeque<Count> counts) throws IOException {
    Varints.write(out, counts.size());
    for (Count count : counts) {
      Varints.writeSigned(out, count.at);
      Varints.write(out, count.members);
    }
  }

  void read(DataInput in) throws IOException {
    int size = Varints.readInt(in);
    for (int i = 0; i < size; i++) {
      Hour hour = new Hour(in.readLong(), DistinctInstances.wide());
      hour.instances.read(in);
      hours.addLast(hour);
    }
    read(in, maxima);
    read(in, recent);
  }

  private static void read(DataInput in, ArrayDeque<Count> counts) throws IOException {
    int size = Varints.readInt(in);
    for (int i = 0; i < size; i++) {
      long at = Varints.readSigned(in);
      counts.addLast(new Count(at, Varints.readInt(in)));
    }
  }
}
