package io.dephasing.core.history;

import io.dephasing.core.slice.Varints;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/**
 * The largest of a day's values as of any recent slice. An older value is let go of once a later
 * one is at least as large and is old enough that nobody asks for the time before it; at most
 * {@value #MOST} are kept, and beyond that the two oldest become one, which errs upwards.
 */
final class TrailingMax {
  /** A day, in slices. */
  static final long HORIZON = 1440;

  private static final int MOST = 128;

  private final ArrayDeque<Entry> entries = new ArrayDeque<>(2);

  private record Entry(long slice, long value) {}

  /**
   * Appends the value of a settled slice, later than all before it.
   *
   * @param askedSlices nobody asks as of a slice further back than this from the newest settled one
   */
  void add(long slice, long value, long askedSlices) {
    while (!entries.isEmpty() && entries.getFirst().slice < slice - HORIZON - askedSlices) {
      entries.removeFirst();
    }
    entries.addLast(new Entry(slice, value));
    dropDominated(slice - askedSlices);
    if (entries.size() > MOST) {
      Entry oldest = entries.removeFirst();
      Entry next = entries.removeFirst();
      entries.addFirst(new Entry(next.slice, Math.max(oldest.value, next.value)));
    }
  }

  private void dropDominated(long leastAsked) {
    List<Entry> kept = new ArrayList<>(entries.size());
    long dominating = Long.MIN_VALUE;
    for (Iterator<Entry> i = entries.descendingIterator(); i.hasNext(); ) {
      Entry entry = i.next();
      if (entry.value > dominating) {
        kept.add(entry);
      }
      if (entry.slice < leastAsked) {
        dominating = Math.max(dominating, entry.value);
      }
    }
    if (kept.size() < entries.size()) {
      entries.clear();
      kept.forEach(entries::addFirst);
    }
  }

  /** The largest value of the slices from first to before end; 0 where there is none. */
  long max(long first, long end) {
    long max = 0;
    for (Entry entry : entries) {
      if (entry.slice >= first && entry.slice < end) {
        max = Math.max(max, entry.value);
      }
    }
    return max;
  }

  void write(DataOutput out) throws IOException {
    Varints.write(out, entries.size());
    for (Entry entry : entries) {
      out.writeLong(entry.slice);
      Varints.write(out, entry.value);
    }
  }

  void read(DataInput in) throws IOException {
    int size = Varints.readInt(in);
    for (int i = 0; i < size; i++) {
      long slice = in.readLong();
      entries.addLast(new Entry(slice, Varints.read(in)));
    }
  }
}
