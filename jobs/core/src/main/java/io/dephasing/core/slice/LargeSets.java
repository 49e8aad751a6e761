package io.dephasing.core.slice;

import java.io.DataInput;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * The sets of those seconds of a slice that have more instances than one array for all seconds is
 * good for: 400 in second 12, say. Each is exact at first and a sketch in the end (METHOD 0).
 */
final class LargeSets {
  /** Of no second; shared, never written to. */
  static final LargeSets NONE = new LargeSets();

  private final @Nullable DistinctInstances[] sets = new DistinctInstances[Slice.BUCKETS];

  /** A bit for each second that has one. */
  private long seconds;

  /** A bit for each of them that is a sketch. */
  private long sketched;

  /** A bit for each second that has a set here. */
  long seconds() {
    return seconds;
  }

  /** A bit for each second whose set is a sketch. */
  long sketched() {
    return sketched;
  }

  boolean has(int bucket) {
    return (seconds >>> bucket & 1) == 1;
  }

  boolean isSketch(int bucket) {
    return (sketched >>> bucket & 1) == 1;
  }

  DistinctInstances get(int bucket) {
    DistinctInstances set = sets[bucket];
    if (set == null) {
      throw new IllegalStateException("second %d has no set of its own".formatted(bucket));
    }
    return set;
  }

  /** Gives a second this empty set. */
  DistinctInstances open(int bucket, DistinctInstances set) {
    sets[bucket] = set;
    seconds |= 1L << bucket;
    return set;
  }

  void add(int bucket, int hash) {
    DistinctInstances set = get(bucket);
    set.add(hash);
    note(bucket, set);
  }

  void addAll(int bucket, int[] hashes, int from, int to) {
    DistinctInstances set = get(bucket);
    set.addAll(hashes, from, to);
    note(bucket, set);
  }

  void absorb(int bucket, DistinctInstances other) {
    DistinctInstances set = get(bucket);
    set.absorb(other);
    note(bucket, set);
  }

  /** Fills the empty set of a second with what was written behind its first two bytes. */
  void read(int bucket, int count, DataInput in) throws IOException {
    DistinctInstances set = get(bucket);
    set.readBehind(count, in);
    note(bucket, set);
  }

  private void note(int bucket, DistinctInstances set) {
    if (set.isSketch()) {
      sketched |= 1L << bucket;
    }
  }

  /** Lets go of all seconds before this one, and says whether there was any. */
  boolean forgetBefore(int bucket) {
    long gone = seconds & (bucket == Slice.BUCKETS ? -1L : (1L << bucket) - 1);
    for (long rest = gone; rest != 0; rest &= rest - 1) {
      sets[Long.numberOfTrailingZeros(rest)] = null;
    }
    seconds &= ~gone;
    sketched &= ~gone;
    return gone != 0;
  }
}
