package io.dephasing.core.history;

import io.dephasing.core.bytes.Varints;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * The largest value of the day before any recent slice. A value is dropped when a later one is at
 * least as large and no question can be about the time between them. At most {@value #MOST} values
 * are kept: beyond that the two oldest are merged into the larger one, so that the answer may be
 * too large and is never too small.
 */
final class TrailingMax implements HistoryPart {
  /** A day, in slices. */
  static final long HORIZON = 1440;

  private static final int MOST = 128;

  /** By slice. */
  private final TimedValues entries = new TimedValues();

  /**
   * Appends the value of a settled slice, later than all before it.
   *
   * @param askedSlices nobody asks as of a slice further back than this from the newest settled one
   */
  void add(long slice, long value, long askedSlices) {
    entries.drop(entries.before(slice - HORIZON - askedSlices));
    entries.append(slice, value);
    dropDominated(slice - askedSlices);
    if (entries.size() > MOST) {
      entries.set(1, entries.time(1), Math.max(entries.value(0), entries.value(1)));
      entries.drop(1);
    }
  }

  /** From the newest back; what stays moves to the end, and in the end to the front. */
  private void dropDominated(long leastAsked) {
    int kept = entries.size();
    long dominating = Long.MIN_VALUE;
    for (int i = entries.size() - 1; i >= 0; i--) {
      long slice = entries.time(i);
      long value = entries.value(i);
      if (value > dominating) {
        kept--;
        entries.set(kept, slice, value);
      }
      if (slice < leastAsked) {
        dominating = Math.max(dominating, value);
      }
    }
    entries.drop(kept);
  }

  /** The largest value of the slices from first to before end; 0 where there is none. */
  long max(long first, long end) {
    return entries.most(first, end - 1);
  }

  /** Slices in eight bytes each, as ever. */
  @Override
  public void write(DataOutput out) throws IOException {
    Varints.write(out, entries.size());
    for (int i = 0; i < entries.size(); i++) {
      out.writeLong(entries.time(i));
      Varints.write(out, entries.value(i));
    }
  }

  @Override
  public void read(DataInput in, int version) throws IOException {
    for (int left = Varints.readInt(in); left > 0; left--) {
      long slice = in.readLong();
      entries.append(slice, Varints.read(in));
    }
  }
}
