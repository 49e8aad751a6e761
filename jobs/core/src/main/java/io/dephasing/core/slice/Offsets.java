package io.dephasing.core.slice;

import io.dephasing.core.event.Absent;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

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

  private final TreeMap<Long, OffsetSums> byEnd = new TreeMap<>();
  private long critical;
  private long criticalWithOffset;

  @Override
  public void add(EventBatch batch, int i) {
    boolean hasOffset = Absent.isGiven(batch.appliedOffsetMillis(i));
    if (batch.isOnCriticalPath(i)) {
      critical++;
      criticalWithOffset += hasOffset && batch.appliedOffsetMillis(i) != 0 ? 1 : 0;
    }
    if (hasOffset) {
      byEnd.computeIfAbsent(end(batch, i), e -> new OffsetSums()).add(batch, i);
    }
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
    for (Map.Entry<Long, OffsetSums> entry : other.byEnd.entrySet()) {
      byEnd.computeIfAbsent(entry.getKey(), e -> new OffsetSums()).absorb(entry.getValue());
    }
  }

  @Override
  public boolean isEmpty() {
    return critical == 0 && byEnd.isEmpty();
  }

  @Override
  public void write(DataOutput out) throws IOException {
    Varints.write(out, critical);
    Varints.write(out, criticalWithOffset);
    Varints.write(out, byEnd.size());
    for (Map.Entry<Long, OffsetSums> entry : byEnd.entrySet()) {
      Varints.writeSigned(out, entry.getKey());
      entry.getValue().write(out);
    }
  }

  @Override
  public void read(DataInput in) throws IOException {
    critical = Varints.read(in);
    criticalWithOffset = Varints.read(in);
    for (int left = Varints.readInt(in); left > 0; left--) {
      long end = Varints.readSigned(in);
      byEnd.put(end, OffsetSums.read(in));
    }
  }

  /** Offsets by the end of their cycle: once all slices before that one have passed. */
  public SortedMap<Long, OffsetSums> byEnd() {
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
