package io.dephasing.core.history;

import io.dephasing.core.bytes.Varints;
import io.dephasing.core.history.Baselines.Drift;
import io.dephasing.core.statistics.Cusum;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * Hours whose starts lie so close together that an alert tells of them: they are kept out of what
 * is usual, or they would be tomorrow's baseline (METHOD 7.2). After a day of them they are a new
 * level.
 */
final class LowSpread {
  /** A daily job has one hour a day: one night more is no level. */
  private static final long FEWEST_HOURS = 6;

  private static final long NEVER = Long.MIN_VALUE;

  private long since = NEVER;
  private long hours;

  /**
   * Takes the latest whole hour in.
   *
   * @param z by how many standard deviations it differs from what is usual, cut; NaN where unknown
   * @return whether it is kept out of what is usual
   */
  boolean add(Drift drift, double z) {
    boolean isRegressed = drift.isRegressed();
    if (isRegressed) {
      since = since == NEVER ? drift.hour() : since;
      hours++;
    } else if (!Double.isNaN(z)) {
      clear();
    }
    // One hour alone is no alert yet, and the next would be compared with it.
    return isRegressed || z == Cusum.cut(Double.NEGATIVE_INFINITY);
  }

  /** Whether it has lasted long enough to be what is usual from now on. */
  boolean isNewLevel(long hour) {
    return since != NEVER && hour - since >= Baselines.NEW_LEVEL_HOURS && hours >= FEWEST_HOURS;
  }

  void clear() {
    since = NEVER;
    hours = 0;
  }

  void write(DataOutput out) throws IOException {
    out.writeLong(since);
    Varints.write(out, hours);
  }

  void read(DataInput in) throws IOException {
    since = in.readLong();
    hours = Varints.read(in);
  }
}
