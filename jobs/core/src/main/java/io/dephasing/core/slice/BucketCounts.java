package io.dephasing.core.slice;

import io.dephasing.core.event.Event;
import io.dephasing.core.event.Phase;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * Starts and ends in each second of a slice, and how many of them were not on time: in flight only
 * what was on time counts, so that the order of arrival changes nothing (METHOD 9.8).
 */
public final class BucketCounts implements SliceComponent<BucketCounts> {
  private final int[] starts = new int[Slice.BUCKETS];
  private final int[] startsNotOnTime = new int[Slice.BUCKETS];
  private final int[] ends = new int[Slice.BUCKETS];
  private final int[] endsNotOnTime = new int[Slice.BUCKETS];
  private boolean empty = true;

  @Override
  public void add(Event event, boolean onTime) {
    int bucket = Slice.bucketOf(event.timeMillis());
    boolean isEnd = event.phase() == Phase.END;
    (isEnd ? ends : starts)[bucket]++;
    if (!onTime) {
      (isEnd ? endsNotOnTime : startsNotOnTime)[bucket]++;
    }
    empty = false;
  }

  @Override
  public void absorb(BucketCounts other) {
    addAll(starts, other.starts);
    addAll(startsNotOnTime, other.startsNotOnTime);
    addAll(ends, other.ends);
    addAll(endsNotOnTime, other.endsNotOnTime);
    empty &= other.empty;
  }

  private static void addAll(int[] to, int[] from) {
    for (int i = 0; i < to.length; i++) {
      to[i] += from[i];
    }
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
    Varints.readSparse(in, starts);
    Varints.readSparse(in, startsNotOnTime);
    Varints.readSparse(in, ends);
    Varints.readSparse(in, endsNotOnTime);
    empty = false;
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
