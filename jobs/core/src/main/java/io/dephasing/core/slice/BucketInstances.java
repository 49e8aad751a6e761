package io.dephasing.core.slice;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Distinct instances in each second of a slice: those on time in their partition, and, almost
 * always empty, those that were not (METHOD 9.8).
 */
public final class BucketInstances extends SliceComponent<BucketInstances> {
  private final @Nullable DistinctInstances[] onTime = new DistinctInstances[Slice.BUCKETS];
  private final @Nullable DistinctInstances[] notOnTime = new DistinctInstances[Slice.BUCKETS];

  @Override
  public void add(EventBatch batch, int i) {
    if (batch.isEnd(i)) {
      return;
    }
    if (batch.isOnTime(i)) {
      at(onTime, batch.bucket(i), true).add(batch.hash(i));
    } else {
      at(notOnTime, batch.bucket(i), false).add(batch.hash(i));
    }
  }

  private static DistinctInstances at(
      @Nullable DistinctInstances[] sets, int bucket, boolean fine) {
    DistinctInstances set = sets[bucket];
    if (set == null) {
      set = fine ? DistinctInstances.ofSecond() : DistinctInstances.ofSecondCoarse();
      sets[bucket] = set;
    }
    return set;
  }

  @Override
  public void absorb(BucketInstances other) {
    absorb(onTime, other.onTime, true);
    absorb(notOnTime, other.notOnTime, false);
  }

  private static void absorb(
      @Nullable DistinctInstances[] mine, @Nullable DistinctInstances[] theirs, boolean fine) {
    for (int i = 0; i < Slice.BUCKETS; i++) {
      DistinctInstances set = theirs[i];
      if (set != null) {
        at(mine, i, fine).absorb(set);
      }
    }
  }

  @Override
  public boolean isEmpty() {
    for (int i = 0; i < Slice.BUCKETS; i++) {
      if (onTime[i] != null || notOnTime[i] != null) {
        return false;
      }
    }
    return true;
  }

  @Override
  public void write(DataOutput out) throws IOException {
    write(out, onTime);
    write(out, notOnTime);
  }

  private static void write(DataOutput out, @Nullable DistinctInstances[] sets) throws IOException {
    long filled = 0;
    for (int i = 0; i < Slice.BUCKETS; i++) {
      filled |= sets[i] == null ? 0 : 1L << i;
    }
    out.writeLong(filled);
    for (DistinctInstances set : sets) {
      if (set != null) {
        set.write(out);
      }
    }
  }

  @Override
  public void read(DataInput in) throws IOException {
    read(in, onTime, true);
    read(in, notOnTime, false);
  }

  private static void read(DataInput in, @Nullable DistinctInstances[] sets, boolean fine)
      throws IOException {
    long filled = in.readLong();
    for (int i = 0; i < Slice.BUCKETS; i++) {
      if ((filled >>> i & 1) == 1) {
        at(sets, i, fine).read(in);
      }
    }
  }

  /** Instances of a second that were on time; null where there are none. */
  public @Nullable DistinctInstances onTime(int bucket) {
    return onTime[bucket];
  }

  /** Instances of a second that were not on time; null where there are none. */
  public @Nullable DistinctInstances notOnTime(int bucket) {
    return notOnTime[bucket];
  }

  /** Whether some second has outgrown exactness. */
  public boolean hasSketch() {
    for (int i = 0; i < Slice.BUCKETS; i++) {
      if (isSketch(onTime[i]) || isSketch(notOnTime[i])) {
        return true;
      }
    }
    return false;
  }

  private static boolean isSketch(@Nullable DistinctInstances set) {
    return set != null && set.isSketch();
  }

  /** Lets go of a second that nobody will ask for again: state is bounded. */
  public void forget(int bucket) {
    onTime[bucket] = null;
    notOnTime[bucket] = null;
  }
}
