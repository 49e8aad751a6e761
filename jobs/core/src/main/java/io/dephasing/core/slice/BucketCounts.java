package io.dephasing.core.slice;

import io.dephasing.core.bytes.Varints;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * Starts and ends in each second of a slice, and how many of them were not on time: in flight only
 * what was on time counts, so that the order of arrival changes nothing (METHOD 9.8).
 */
public final class BucketCounts extends SliceComponent<BucketCounts> {
  /** Shared by all that have counted nothing: most partials hold few events; never written to. */
  private static final int[] NOTHING = new int[Slice.BUCKETS];

  private int[] starts = NOTHING;
  private int[] startsNotOnTime = NOTHING;
  private int[] ends = NOTHING;
  private int[] endsNotOnTime = NOTHING;
  private boolean empty = true;

  @Override
  void fold(Arrangement events) {
    empty &= events.size() == 0;
    if (events.starts() > 0) {
      starts = own(starts);
      for (int n = 0; n < events.starts(); n++) {
        starts[events.bucket(events.start(n))]++;
      }
    }
    if (events.ends() > 0) {
      ends = own(ends);
      for (int n = 0; n < events.ends(); n++) {
        ends[events.bucket(events.end(n))]++;
      }
    }
    if (events.startsOnTime() + events.endsOnTime() < events.size()) {
      foldNotOnTime(events);
    }
  }

  private void foldNotOnTime(Arrangement events) {
    for (int i = 0; i < events.size(); i++) {
      if (!events.batch().isOnTime(i)) {
        if (events.batch().isEnd(i)) {
          endsNotOnTime = own(endsNotOnTime);
          endsNotOnTime[events.bucket(i)]++;
        } else {
          startsNotOnTime = own(startsNotOnTime);
          startsNotOnTime[events.bucket(i)]++;
        }
      }
    }
  }

  private static int[] own(int[] counts) {
    return counts == NOTHING ? new int[Slice.BUCKETS] : counts;
  }

  @Override
  public void absorb(BucketCounts other) {
    starts = sum(starts, other.starts);
    startsNotOnTime = sum(startsNotOnTime, other.startsNotOnTime);
    ends = sum(ends, other.ends);
    endsNotOnTime = sum(endsNotOnTime, other.endsNotOnTime);
    empty &= other.empty;
  }

  private static int[] sum(int[] counts, int[] others) {
    if (others == NOTHING) {
      return counts;
    }
    int[] own = own(counts);
    for (int i = 0; i < own.length; i++) {
      own[i] += others[i];
    }
    return own;
  }

  @Override
  public boolean isEmpty() {
    return empty;
  }

  @Override
  public void write(DataOutput out) throws IOException {
    Varints.writeSparse(out, starts);
    Varints.writeSparse(out, startsNotOnTime);
    Varints.writeSparse(out, ends);
    Varints.writeSparse(out, endsNotOnTime);
  }

  @Override
  public void read(DataInput in) throws IOException {
    starts = readCounts(in);
    startsNotOnTime = readCounts(in);
    ends = readCounts(in);
    endsNotOnTime = readCounts(in);
    empty = false;
  }

  private static int[] readCounts(DataInput in) throws IOException {
    int[] counts = new int[Slice.BUCKETS];
    return Varints.readSparse(in, counts) == 0 ? NOTHING : counts;
  }

  /** Starts in a second, 0 to 59. */
  public int starts(int bucket) {
    return starts[bucket];
  }

  /** Starts in a second that were on time in their partition. */
  public int startsOnTime(int bucket) {
    return starts[bucket] - startsNotOnTime[bucket];
  }

  /** Ends in a second. */
  public int ends(int bucket) {
    return ends[bucket];
  }

  /** Ends in a second that were on time in their partition. */
  public int endsOnTime(int bucket) {
    return ends[bucket] - endsNotOnTime[bucket];
  }

  /** Starts by second; a copy. */
  public int[] starts() {
    return starts.clone();
  }

  /** Ends by second; a copy. */
  public int[] ends() {
    return ends.clone();
  }
}
