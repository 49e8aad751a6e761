package io.dephasing.core.history;

import io.dephasing.core.slice.Tally;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * How many of the group's events came too late to be counted (METHOD 10, F5). Starts are remembered
 * elsewhere; most groups have nothing here, and those that report ENDs ten minutes of these.
 */
public final class Losses implements HistoryPart {
  /** Slices over which it is asked how much is lost. */
  public static final long NEAR = 10;

  /** Slices over which it is asked how often. */
  public static final long HOUR = 60;

  private final TimedValues late = new TimedValues();
  private final TimedValues ends = new TimedValues();

  void add(long slice, Tally tally) {
    if (tally.lateEvents() > 0) {
      late.drop(late.before(slice - HOUR));
      late.append(slice, tally.lateEvents());
    }
    if (tally.ends() > 0) {
      ends.drop(ends.before(slice - NEAR));
      ends.append(slice, tally.ends());
    }
  }

  /** Late events of a slice. */
  public long late(long slice) {
    return sum(late, slice, slice);
  }

  /** Late events of a slice and the nine before it. */
  public long lateNear(long slice) {
    return sum(late, slice - NEAR + 1, slice);
  }

  /** ENDs of these slices that were counted. */
  public long endsNear(long slice) {
    return sum(ends, slice - NEAR + 1, slice);
  }

  /** Slices with late events in the hour that ends with this slice. */
  public int minutes(long slice) {
    int minutes = 0;
    for (int i = 0; i < late.size(); i++) {
      minutes += late.time(i) > slice - HOUR && late.time(i) <= slice ? 1 : 0;
    }
    return minutes;
  }

  private static long sum(TimedValues values, long first, long last) {
    long sum = 0;
    for (int i = 0; i < values.size(); i++) {
      sum += values.time(i) >= first && values.time(i) <= last ? values.value(i) : 0;
    }
    return sum;
  }

  @Override
  public boolean isEmpty() {
    return late.size() == 0 && ends.size() == 0;
  }

  @Override
  public void write(DataOutput out) throws IOException {
    late.write(out);
    ends.write(out);
  }

  @Override
  public void read(DataInput in, int version) throws IOException {
    late.read(in);
    ends.read(in);
  }
}
