package io.dephasing.core.slice;

import io.dephasing.core.bytes.Varints;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * Starts at the slice's beginning to the millisecond (METHOD 5.5): no clock is so exact, so many of
 * them are rounded. Of second 0 alone the counts by second do not tell that. What an earlier build
 * wrote has none: its times then count as exact.
 */
public final class MinuteMarks extends SliceComponent<MinuteMarks> {
  private long starts;
  private long startsOnTime;

  @Override
  void fold(Arrangement events) {
    for (int n = 0; n < events.starts(); n++) {
      int i = events.start(n);
      if (events.millis(i) == 0) {
        starts++;
        startsOnTime += events.batch().isOnTime(i) ? 1 : 0;
      }
    }
  }

  @Override
  public void absorb(MinuteMarks other) {
    starts += other.starts;
    startsOnTime += other.startsOnTime;
  }

  @Override
  public boolean isEmpty() {
    return starts == 0;
  }

  @Override
  public void write(DataOutput out) throws IOException {
    Varints.write(out, starts);
    Varints.write(out, startsOnTime);
  }

  @Override
  public void read(DataInput in) throws IOException {
    starts = Varints.read(in);
    startsOnTime = Varints.read(in);
  }

  /** How many there are. */
  public long starts() {
    return starts;
  }

  /** How many of them were on time in their partition. */
  public long startsOnTime() {
    return startsOnTime;
  }
}
