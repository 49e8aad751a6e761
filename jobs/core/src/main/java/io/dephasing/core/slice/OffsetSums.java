package io.dephasing.core.slice;

import io.dephasing.core.bytes.Varints;
import io.dephasing.core.event.Absent;
import io.dephasing.core.statistics.OffsetRange;
import io.dephasing.core.statistics.OffsetSlope;
import io.dephasing.core.statistics.OffsetUniformity;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * What the offsets of one cycle fold into: everything that METHOD 5.1 to 5.3 and 14.2 ask of them.
 * Mutable, owned by its slice or by the history that took it in.
 */
public final class OffsetSums {
  /** Longer offsets and delays count as a day: their squares must fit. */
  private static final long LONGEST_MILLIS = 86_400_000;

  private static final int[] NO_BINS = new int[OffsetUniformity.BINS];

  private long events;
  private long zeros;
  private long wholeSeconds;
  private long outside;
  private long leastMillis = Long.MAX_VALUE;
  private long greatestMillis = Long.MIN_VALUE;
  private long spreadMillis;
  private long withDelay;
  private long sumOffset;
  private long sumDelay;
  private long sumOffsetSquared;
  private long sumProduct;
  private long sumDelaySquared;
  private int[] bins = NO_BINS;
  private long sealedValues;
  private float sealedExpected;
  private int sealedInstances;
  private final DistinctInstances values = DistinctInstances.rough();
  private final DistinctInstances instances = DistinctInstances.rough();

  /** Folds an event in, but for what is {@link #addDistinct distinct}. */
  void add(EventBatch batch, int i) {
    long offset = clip(batch.appliedOffsetMillis(i));
    long spread =
        Absent.isGiven(batch.spreadWindowMillis(i)) ? clip(batch.spreadWindowMillis(i)) : 0;
    events++;
    zeros += offset == 0 ? 1 : 0;
    wholeSeconds += offset % 1000 == 0 ? 1 : 0;
    outside += spread > 0 && offset > spread ? 1 : 0;
    leastMillis = Math.min(leastMillis, offset);
    greatestMillis = Math.max(greatestMillis, offset);
    spreadMillis = Math.max(spreadMillis, spread);
    if (spread > 0) {
      bins = bins == NO_BINS ? new int[OffsetUniformity.BINS] : bins;
      bins[bin(offset, spread)]++;
    }
    if (Absent.isGiven(batch.scheduledTimeMillis(i))) {
      addDelay(offset, clip(batch.timeMillis(i) - batch.scheduledTimeMillis(i)));
    }
  }

  /** An offset and who drew it: nothing changes where both were told before. */
  void addDistinct(long millis, int hash) {
    values.add((int) DistinctInstances.spread((int) clip(millis)));
    instances.add(hash);
  }

  private void addDelay(long offset, long delay) {
    withDelay++;
    sumOffset += offset;
    sumDelay += delay;
    sumOffsetSquared += offset * offset;
    sumProduct += offset * delay;
    sumDelaySquared += delay * delay;
  }

  private static int bin(long offset, long spread) {
    long bin = offset * OffsetUniformity.BINS / spread;
    return (int) Math.min(OffsetUniformity.BINS - 1, Math.max(0, bin));
  }

  private static long clip(long millis) {
    return Math.max(-LONGEST_MILLIS, Math.min(LONGEST_MILLIS, millis));
  }

  /** Folds others in; they are left as they were. */
  public void absorb(OffsetSums other) {
    events += other.events;
    zeros += other.zeros;
    wholeSeconds += other.wholeSeconds;
    outside += other.outside;
    leastMillis = Math.min(leastMillis, other.leastMillis);
    greatestMillis = Math.max(greatestMillis, other.greatestMillis);
    spreadMillis = Math.max(spreadMillis, other.spreadMillis);
    withDelay += other.withDelay;
    sumOffset += other.sumOffset;
    sumDelay += other.sumDelay;
    sumOffsetSquared += other.sumOffsetSquared;
    sumProduct += other.sumProduct;
    sumDelaySquared += other.sumDelaySquared;
    sealedValues += other.sealedValues;
    sealedExpected += other.sealedExpected;
    sealedInstances = Math.max(sealedInstances, other.sealedInstances);
    values.absorb(other.values);
    instances.absorb(other.instances);
    if (other.bins != NO_BINS) {
      bins = bins == NO_BINS ? new int[OffsetUniformity.BINS] : bins;
      for (int i = 0; i < bins.length; i++) {
        bins[i] += other.bins[i];
      }
    }
  }

  /**
   * Nothing more comes of this cycle: who and what was distinct shrinks to how many, and how many
   * values were to be expected of so many instances (METHOD 14.2).
   */
  public void seal() {
    if (values.isEmpty()) {
      return;
    }
    double slots = Math.floor(spreadMillis / (wholeSeconds == events ? 1_000.0 : 1.0));
    double ratio = OffsetRange.distinctRatio(values.count(), instances.count(), slots);
    if (ratio > 0) {
      sealedValues += values.count();
      sealedExpected += (float) (values.count() / ratio);
    }
    sealedInstances = instances();
    values.clear();
    instances.clear();
  }

  /**
   * Distinct offsets of the sealed cycles over those expected of their instances (METHOD 14.2),
   * each cycle by itself: an offset that an instance keeps is no coincidence.
   *
   * @return ratio; NaN where no cycle has two instances and a spread window
   */
  public double distinctRatio() {
    return sealedExpected > 0 ? sealedValues / sealedExpected : Double.NaN;
  }

  /** Events that carry an offset. */
  public long events() {
    return events;
  }

  /** Offsets that are exactly zero. */
  public long zeros() {
    return zeros;
  }

  /** Offsets beyond the spread window that was configured with them. */
  public long outside() {
    return outside;
  }

  /** Least offset, ms. */
  public long leastMillis() {
    return leastMillis;
  }

  /** Greatest offset, ms. */
  public long greatestMillis() {
    return greatestMillis;
  }

  /** Largest spread window that was configured with them, ms; 0 where none. */
  public long spreadMillis() {
    return spreadMillis;
  }

  /** Distinct instances that drew an offset; of several sealed cycles those of the largest. */
  public int instances() {
    return Math.max(sealedInstances, instances.count());
  }

  /** Offsets by floor(32 offset/spread), of those with a spread window; a copy. */
  public int[] bins() {
    return bins.clone();
  }

  /** Regression of the delay on the offset, of those with a scheduled time. */
  public OffsetSlope slope() {
    return OffsetSlope.ofSums(
        withDelay, sumOffset, sumDelay, sumOffsetSquared, sumProduct, sumDelaySquared);
  }

  /** Writes what {@link #read} reads. */
  public void write(DataOutput out) throws IOException {
    Varints.write(out, events);
    Varints.write(out, zeros);
    Varints.write(out, wholeSeconds);
    Varints.write(out, outside);
    Varints.writeSigned(out, leastMillis);
    Varints.writeSigned(out, greatestMillis);
    Varints.write(out, spreadMillis);
    Varints.write(out, withDelay);
    Varints.writeSigned(out, sumOffset);
    Varints.writeSigned(out, sumDelay);
    Varints.writeSigned(out, sumOffsetSquared);
    Varints.writeSigned(out, sumProduct);
    Varints.writeSigned(out, sumDelaySquared);
    Varints.writeSparse(out, bins);
    Varints.write(out, sealedValues);
    out.writeFloat(sealedExpected);
    Varints.write(out, sealedInstances);
    values.write(out);
    instances.write(out);
  }

  /** Reads what {@link #write} wrote. */
  public static OffsetSums read(DataInput in) throws IOException {
    OffsetSums sums = new OffsetSums();
    sums.events = Varints.read(in);
    sums.zeros = Varints.read(in);
    sums.wholeSeconds = Varints.read(in);
    sums.outside = Varints.read(in);
    sums.leastMillis = Varints.readSigned(in);
    sums.greatestMillis = Varints.readSigned(in);
    sums.spreadMillis = Varints.read(in);
    sums.withDelay = Varints.read(in);
    sums.sumOffset = Varints.readSigned(in);
    sums.sumDelay = Varints.readSigned(in);
    sums.sumOffsetSquared = Varints.readSigned(in);
    sums.sumProduct = Varints.readSigned(in);
    sums.sumDelaySquared = Varints.readSigned(in);
    int[] bins = new int[OffsetUniformity.BINS];
    sums.bins = Varints.readSparse(in, bins) == 0 ? NO_BINS : bins;
    sums.sealedValues = Varints.read(in);
    sums.sealedExpected = in.readFloat();
    sums.sealedInstances = Varints.readInt(in);
    sums.values.read(in);
    sums.instances.read(in);
    return sums;
  }
}
