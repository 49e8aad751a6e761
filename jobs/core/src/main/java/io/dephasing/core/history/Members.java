package io.dephasing.core.history;

import io.dephasing.core.bytes.Varints;
import io.dephasing.core.slice.DistinctInstances;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayDeque;

/**
 * M, the most distinct instances that an hour and the one before it held together over the last day
 * (METHOD 0): not the distinct of the day, which grows without bound where each run has new names.
 * Stretches of D where D is over an hour.
 */
final class Members implements HistoryPart {
  private static final long HOUR = 60;
  private static final int HOURS_KEPT = 54;
  private static final int RECENT_KEPT = 64;
  private static final int LONGEST_STRETCH = 24;

  private final ArrayDeque<Hour> hours = new ArrayDeque<>(2);

  /** By hour. */
  private final TimedValues maxima = new TimedValues();

  /** As of each of the latest slices. */
  private final TimedValues recent = new TimedValues();

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
    recent.drop(recent.size() - RECENT_KEPT);
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
    int last = maxima.size() - 1;
    if (last >= 0 && maxima.time(last) == hour) {
      maxima.set(last, hour, Math.max(maxima.value(last), members));
    } else {
      maxima.append(hour, members);
    }
    maxima.drop(maxima.before(hour - HOURS_KEPT));
  }

  /**
   * M as of a slice: what the slices before it tell.
   *
   * @param horizonSlices a day, or two cadences where that is longer
   */
  int asOf(long slice, long horizonSlices) {
    long after = slice - horizonSlices - 2 * HOUR;
    // Of whole hours: those that begin behind it and are over.
    long ofHours = maxima.most(Math.floorDiv(after, HOUR) + 1, Math.floorDiv(slice, HOUR) - 1);
    return (int) Math.max(ofHours, recent.most(after + 1, slice));
  }

  @Override
  public void write(DataOutput out) throws IOException {
    Varints.write(out, hours.size());
    for (Hour hour : hours) {
      out.writeLong(hour.hour);
      hour.instances.write(out);
    }
    maxima.write(out);
    recent.write(out);
  }

  @Override
  public void read(DataInput in, int version) throws IOException {
    int size = Varints.readInt(in);
    for (int i = 0; i < size; i++) {
      Hour hour = new Hour(in.readLong(), DistinctInstances.wide());
      hour.instances.read(in);
      hours.addLast(hour);
    }
    maxima.read(in);
    recent.read(in);
  }
}
