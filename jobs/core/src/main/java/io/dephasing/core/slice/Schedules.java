package io.dephasing.core.slice;

import io.dephasing.core.bytes.Varints;
import io.dephasing.core.event.Absent;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;

/**
 * What starts say of their schedule: planned times, offsets, and the spread window that was
 * configured.
 */
public final class Schedules extends SliceComponent<Schedules> {
  /** The latest distinct scheduled times that are kept: METHOD 14.1 asks for nine. */
  public static final int TIMES = 9;

  private static final long[] NO_TIMES = {};

  /** Shared by all in which no spread window is configured; never written to. */
  private static final int[] NOWHERE = new int[Slice.BUCKETS];

  private long withoutScheduledTime;
  private long withoutOffset;
  private long zeroOffsets;
  private long starts;

  /** Ascending, as many as are known. */
  private long[] times = NO_TIMES;

  private int known;
  private int[] spreadMillis = NOWHERE;
  private int largestSpreadMillis;

  /** The last first, which are mostly the latest: then those before them find no place. */
  @Override
  void fold(Arrangement events) {
    starts += events.starts();
    for (int n = events.starts() - 1; n >= 0; n--) {
      int i = events.start(n);
      add(events.batch(), i, events.bucket(i));
    }
  }

  private void add(EventBatch batch, int i, int bucket) {
    if (Absent.isGiven(batch.scheduledTimeMillis(i))) {
      keep(batch.scheduledTimeMillis(i));
    } else {
      withoutScheduledTime++;
    }
    if (!Absent.isGiven(batch.appliedOffsetMillis(i))) {
      withoutOffset++;
    } else if (batch.appliedOffsetMillis(i) == 0) {
      zeroOffsets++;
    }
    if (Absent.isGiven(batch.spreadWindowMillis(i))) {
      int spread = (int) Math.min(Integer.MAX_VALUE, Math.max(0, batch.spreadWindowMillis(i)));
      spreadMillis = own(spreadMillis);
      spreadMillis[bucket] = Math.max(spreadMillis[bucket], spread);
      largestSpreadMillis = Math.max(largestSpreadMillis, spread);
    }
  }

  private static int[] own(int[] spreads) {
    return spreads == NOWHERE ? new int[Slice.BUCKETS] : spreads;
  }

  private void keep(long timeMillis) {
    if (known == TIMES && timeMillis <= times[0]) {
      return;
    }
    int at = known;
    while (at > 0 && times[at - 1] > timeMillis) {
      at--;
    }
    if (at > 0 && times[at - 1] == timeMillis) {
      return;
    }
    if (known < TIMES) {
      times = known > 0 ? times : new long[TIMES];
      System.arraycopy(times, at, times, at + 1, known - at);
      times[at] = timeMillis;
      known++;
    } else if (at > 0) {
      System.arraycopy(times, 1, times, 0, at - 1);
      times[at - 1] = timeMillis;
    }
  }

  @Override
  public void absorb(Schedules other) {
    starts += other.starts;
    withoutScheduledTime += other.withoutScheduledTime;
    withoutOffset += other.withoutOffset;
    zeroOffsets += other.zeroOffsets;
    for (int i = 0; i < other.known; i++) {
      keep(other.times[i]);
    }
    if (other.spreadMillis != NOWHERE) {
      spreadMillis = own(spreadMillis);
      for (int i = 0; i < spreadMillis.length; i++) {
        spreadMillis[i] = Math.max(spreadMillis[i], other.spreadMillis[i]);
      }
      largestSpreadMillis = Math.max(largestSpreadMillis, other.largestSpreadMillis);
    }
  }

  @Override
  public boolean isEmpty() {
    return starts == 0;
  }

  @Override
  public void write(DataOutput out) throws IOException {
    Varints.write(out, starts);
    Varints.write(out, withoutScheduledTime);
    Varints.write(out, withoutOffset);
    Varints.write(out, zeroOffsets);
    Varints.write(out, known);
    for (int i = 0; i < known; i++) {
      Varints.writeSigned(out, times[i]);
    }
    Varints.writeSparse(out, spreadMillis);
  }

  @Override
  public void read(DataInput in) throws IOException {
    starts = Varints.read(in);
    withoutScheduledTime = Varints.read(in);
    withoutOffset = Varints.read(in);
    zeroOffsets = Varints.read(in);
    for (int left = Varints.readInt(in); left > 0; left--) {
      keep(Varints.readSigned(in));
    }
    int[] spreads = new int[Slice.BUCKETS];
    spreadMillis = Varints.readSparse(in, spreads) == 0 ? NOWHERE : spreads;
    largestSpreadMillis = Arrays.stream(spreadMillis).max().orElse(0);
  }

  /** Starts that carry an offset. */
  public long withOffset() {
    return starts - withoutOffset;
  }

  /** Starts without offset. */
  public long withoutOffset() {
    return withoutOffset;
  }

  /** Starts whose offset is exactly zero. */
  public long zeroOffsets() {
    return zeroOffsets;
  }

  /** Starts without scheduled time. */
  public long withoutScheduledTime() {
    return withoutScheduledTime;
  }

  /** The latest {@value #TIMES} distinct scheduled times, ascending, ms since the epoch; a copy. */
  public long[] scheduledTimes() {
    return Arrays.copyOf(times, known);
  }

  /** Largest spread window configured in the events of a second, ms; 0 where none. */
  public int spreadMillis(int bucket) {
    return spreadMillis[bucket];
  }

  /** Largest spread window configured in the slice, ms; 0 where none. */
  public int largestSpreadMillis() {
    return largestSpreadMillis;
  }
}
