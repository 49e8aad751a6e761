package io.dephasing.core.slice;

import io.dephasing.core.bytes.Varints;
import io.dephasing.core.event.Absent;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Offsets by the slice in which their cycle is over (planned time and configured window behind it):
 * of a running cycle the small offsets have come first, and everything looks too small (METHOD
 * 5.3). Far ends are rounded up, so that there are few of them.
 */
public final class Offsets extends SliceComponent<Offsets> {
  private static final long EXACT_SLICES = 16;
  private static final long HOUR = 60;
  private static final long DAY = 1440;
  private static final long FINE = 4;

  private static final long[] NO_ENDS = {};
  private static final OffsetSums[] NO_SUMS = {};

  /** Ascending; few, and mostly the last one is asked for. */
  private long[] ends = NO_ENDS;

  private OffsetSums[] sums = NO_SUMS;
  private long critical;
  private long criticalWithOffset;

  /**
   * An instance mostly keeps its offset for a cycle: then neither is looked up among the distinct
   * ones again.
   */
  @Override
  void fold(Arrangement events) {
    EventBatch batch = events.batch();
    @Nullable OffsetSums[] lastOf = new OffsetSums[events.actors().size()];
    long[] lastMillis = new long[lastOf.length];
    for (int n = 0; n < events.starts(); n++) {
      int i = events.start(n);
      long millis = batch.appliedOffsetMillis(i);
      boolean hasOffset = Absent.isGiven(millis);
      if (batch.isOnCriticalPath(i)) {
        critical++;
        criticalWithOffset += hasOffset && millis != 0 ? 1 : 0;
      }
      if (hasOffset) {
        int actor = events.actor(i);
        OffsetSums of = at(end(batch, i));
        of.add(batch, i);
        if (lastOf[actor] != of || lastMillis[actor] != millis) {
          of.addDistinct(millis, batch.hash(i));
          lastOf[actor] = of;
          lastMillis[actor] = millis;
        }
      }
    }
  }

  private OffsetSums at(long end) {
    int at = ends.length;
    while (at > 0 && ends[at - 1] > end) {
      at--;
    }
    return at > 0 && ends[at - 1] == end ? sums[at - 1] : insert(at, end, new OffsetSums());
  }

  private OffsetSums insert(int at, long end, OffsetSums added) {
    long[] moreEnds = Arrays.copyOf(ends, ends.length + 1);
    OffsetSums[] moreSums = Arrays.copyOf(sums, ends.length + 1);
    System.arraycopy(ends, at, moreEnds, at + 1, ends.length - at);
    System.arraycopy(sums, at, moreSums, at + 1, ends.length - at);
    moreEnds[at] = end;
    moreSums[at] = added;
    ends = moreEnds;
    sums = moreSums;
    return added;
  }

  private static long end(EventBatch batch, int i) {
    long planned =
        Absent.isGiven(batch.scheduledTimeMillis(i))
            ? batch.scheduledTimeMillis(i)
            : batch.timeMillis(i) - batch.appliedOffsetMillis(i);
    long spread = Absent.isGiven(batch.spreadWindowMillis(i)) ? batch.spreadWindowMillis(i) : 0;
    long slice = Slice.indexOf(batch.timeMillis(i));
    long ahead = -Math.floorDiv(-(planned + spread), Slice.LENGTH_MILLIS) - slice;
    return slice + rounded(Math.max(0, Math.min(DAY, ahead)));
  }

  private static long rounded(long ahead) {
    long step = ahead <= EXACT_SLICES ? 1 : ahead <= HOUR ? FINE : HOUR;
    return (ahead + step - 1) / step * step;
  }

  @Override
  public void absorb(Offsets other) {
    critical += other.critical;
    criticalWithOffset += other.criticalWithOffset;
    for (int i = 0; i < other.ends.length; i++) {
      at(other.ends[i]).absorb(other.sums[i]);
    }
  }

  @Override
  public boolean isEmpty() {
    return critical == 0 && ends.length == 0;
  }

  @Override
  public void write(DataOutput out) throws IOException {
    Varints.write(out, critical);
    Varints.write(out, criticalWithOffset);
    Varints.write(out, ends.length);
    for (int i = 0; i < ends.length; i++) {
      Varints.writeSigned(out, ends[i]);
      sums[i].write(out);
    }
  }

  @Override
  public void read(DataInput in) throws IOException {
    critical = Varints.read(in);
    criticalWithOffset = Varints.read(in);
    for (int left = Varints.readInt(in); left > 0; left--) {
      long end = Varints.readSigned(in);
      insert(ends.length, end, OffsetSums.read(in));
    }
  }

  /**
   * Offsets by the end of their cycle, once all slices before that one have passed; a map of its
   * own of sums that are not to be written to.
   */
  public SortedMap<Long, OffsetSums> byEnd() {
    SortedMap<Long, OffsetSums> byEnd = new TreeMap<>();
    for (int i = 0; i < ends.length; i++) {
      byEnd.put(ends[i], sums[i]);
    }
    return byEnd;
  }

  /** Starts on the critical path. */
  public long critical() {
    return critical;
  }

  /** Those of them that were held back by an offset. */
  public long criticalWithOffset() {
    return criticalWithOffset;
  }
}
