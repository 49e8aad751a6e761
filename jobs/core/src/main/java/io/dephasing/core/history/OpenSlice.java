package io.dephasing.core.history;

import io.dephasing.core.slice.BucketInstances;
import io.dephasing.core.slice.DistinctInstances;
import io.dephasing.core.slice.Slice;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * A slice whose events may still be asked for second by second. Seconds that nobody will ask for
 * again let go of their sets, which live on in the slice's own.
 */
public final class OpenSlice {
  private final long index;
  private final Slice slice;
  private final DistinctInstances named = DistinctInstances.wide();
  private final DistinctInstances unnamed = DistinctInstances.wide();
  private boolean published;
  private boolean settled;

  OpenSlice(long index, Slice slice) {
    this.index = index;
    this.slice = slice;
  }

  /** A slice that held nothing. */
  public static OpenSlice empty(long index) {
    return new OpenSlice(index, new Slice());
  }

  /** Minutes since the epoch. */
  public long index() {
    return index;
  }

  /** What its events folded into. */
  public Slice slice() {
    return slice;
  }

  /** First second of the slice, since the epoch. */
  public long firstSecond() {
    return index * Slice.BUCKETS;
  }

  /** First ms behind the slice. */
  public long endMillis() {
    return (index + 1) * Slice.LENGTH_MILLIS;
  }

  /** Whether its window was published. */
  public boolean isPublished() {
    return published;
  }

  /** Remembers that its window was published. */
  public void publish() {
    published = true;
  }

  /** Whether it changes no more. */
  public boolean isSettled() {
    return settled;
  }

  /** Changes no more: all but the seconds that later positions ask for is let go of. */
  void settle() {
    settled = true;
  }

  void shrink() {
    slice.keepSeconds();
    named.clear();
    unnamed.clear();
  }

  /** Lets go of a second's sets; the slice still knows who was there. */
  void forget(int bucket) {
    collect(slice.instances(), bucket, named, unnamed);
    slice.instances().forget(bucket);
  }

  private static void collect(
      BucketInstances buckets, int bucket, DistinctInstances named, DistinctInstances unnamed) {
    collect(buckets.onTime(bucket), named, unnamed);
    collect(buckets.notOnTime(bucket), named, unnamed);
  }

  private static void collect(
      @Nullable DistinctInstances set, DistinctInstances named, DistinctInstances unnamed) {
    if (set != null) {
      (set.isSketch() ? unnamed : named).absorb(set);
    }
  }

  /** All who acted in the slice so far. */
  public DistinctInstances instances() {
    DistinctInstances all = names();
    DistinctInstances others = DistinctInstances.wide();
    others.absorb(unnamed);
    for (int bucket = 0; bucket < Slice.BUCKETS; bucket++) {
      collect(slice.instances(), bucket, DistinctInstances.wide(), others);
    }
    all.absorb(others);
    return all;
  }

  /** Who acted in seconds whose set is exact: a sketch has no names (METHOD 9.1). */
  public DistinctInstances names() {
    DistinctInstances names = DistinctInstances.wide();
    names.absorb(named);
    DistinctInstances ignored = DistinctInstances.wide();
    for (int bucket = 0; bucket < Slice.BUCKETS; bucket++) {
      collect(slice.instances(), bucket, names, ignored);
    }
    return names;
  }

  void write(DataOutput out) throws IOException {
    out.writeLong(index);
    out.writeBoolean(published);
    out.writeBoolean(settled);
    slice.write(out);
    named.write(out);
    unnamed.write(out);
  }

  static OpenSlice read(DataInput in) throws IOException {
    long index = in.readLong();
    boolean published = in.readBoolean();
    boolean settled = in.readBoolean();
    OpenSlice open = new OpenSlice(index, Slice.read(in));
    open.published = published;
    open.settled = settled;
    open.named.read(in);
    open.unnamed.read(in);
    return open;
  }
}
