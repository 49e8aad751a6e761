package io.dephasing.core.slice;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * Distinct instances in each second of a slice: those on time in their partition, and, almost
 * always empty, those that were not (METHOD 9.8).
 */
public final class BucketInstances extends SliceComponent<BucketInstances> {
  private SecondSets onTime = SecondSets.NONE;
  private SecondSets notOnTime = SecondSets.NONE;

  @Override
  void fold(Arrangement events) {
    EventBatch batch = events.batch();
    for (int n = 0; n < events.starts(); n++) {
      int i = events.start(n);
      SecondSets sets = batch.isOnTime(i) ? ownOnTime() : ownNotOnTime();
      sets.add(events.bucket(i), batch.hash(i));
    }
  }

  private SecondSets ownOnTime() {
    if (onTime == SecondSets.NONE) {
      onTime = SecondSets.fine();
    }
    return onTime;
  }

  private SecondSets ownNotOnTime() {
    if (notOnTime == SecondSets.NONE) {
      notOnTime = SecondSets.coarse();
    }
    return notOnTime;
  }

  @Override
  public void absorb(BucketInstances other) {
    if (!other.onTime.isEmpty()) {
      ownOnTime().absorb(other.onTime);
    }
    if (!other.notOnTime.isEmpty()) {
      ownNotOnTime().absorb(other.notOnTime);
    }
  }

  @Override
  public boolean isEmpty() {
    return onTime.isEmpty() && notOnTime.isEmpty();
  }

  @Override
  public void write(DataOutput out) throws IOException {
    onTime.write(out);
    notOnTime.write(out);
  }

  @Override
  public void read(DataInput in) throws IOException {
    long filled = in.readLong();
    if (filled != 0) {
      ownOnTime().read(in, filled);
    }
    long filledNotOnTime = in.readLong();
    if (filledNotOnTime != 0) {
      ownNotOnTime().read(in, filledNotOnTime);
    }
  }

  /** Instances by second that were on time. */
  public SecondSets onTime() {
    return onTime;
  }

  /** Instances by second that were not on time. */
  public SecondSets notOnTime() {
    return notOnTime;
  }

  /** Whether some second has outgrown exactness. */
  public boolean hasSketch() {
    return onTime.hasSketch() || notOnTime.hasSketch();
  }

  /**
   * Lets go of the seconds before this one, which nobody will ask for again: state is bounded.
   *
   * @return whether there was anybody
   */
  public boolean forgetBefore(int bucket) {
    boolean wasOnTime = onTime != SecondSets.NONE && onTime.forgetBefore(bucket);
    boolean wasNotOnTime = notOnTime != SecondSets.NONE && notOnTime.forgetBefore(bucket);
    return wasOnTime || wasNotOnTime;
  }
}
