package io.dephasing.core.slice;

import io.dephasing.core.bytes.Varints;
import io.dephasing.core.event.Absent;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;

/**
 * Broker time - event time by instance, δ (METHOD 5.4): for the {@value #SAMPLE} instances with the
 * smallest hashes how many events and the least δ, and the {@value #AHEAD} instances that are
 * furthest ahead of the broker, sampled or not.
 */
public final class Clocks extends SliceComponent<Clocks> {
  /** Instances that are followed; the same in each slice. */
  public static final int SAMPLE = 64;

  /** Instances ahead of the broker that are kept though they are not in the sample. */
  public static final int AHEAD = 8;

  /** Closer than this to the broker is not worth keeping: no rule asks for less. */
  public static final long AHEAD_MILLIS = 1_000;

  private static final int[] NOBODY = {};
  private static final long[] NEVER = {};

  private int[] hashes = NOBODY;
  private long[] counts = NEVER;
  private long[] leastMillis = NEVER;
  private int size;
  private int[] aheadHashes = NOBODY;
  private long[] aheadMillis = NEVER;

  /** Takes clocks. */
  @FunctionalInterface
  public interface Visitor {
    /** One instance's. */
    void accept(int hash, long events, long leastMillis);
  }

  @Override
  void fold(Arrangement events) {
    for (int n = 0; n < events.starts(); n++) {
      add(events.batch(), events.start(n));
    }
  }

  private void add(EventBatch batch, int i) {
    if (Absent.isGiven(batch.brokerTimeMillis(i))) {
      add(batch.hash(i), delta(batch, i));
    }
  }

  /** Takes one event's clock in, be it too late to be counted. */
  void add(int hash, long delta) {
    offer(hash, 1, delta);
    if (delta < -AHEAD_MILLIS) {
      offerAhead(hash, delta);
    }
  }

  /** Broker time - event time, ms; 0 where the broker's is not known. */
  static long delta(EventBatch batch, int i) {
    return Absent.isGiven(batch.brokerTimeMillis(i))
        ? batch.brokerTimeMillis(i) - batch.timeMillis(i)
        : 0;
  }

  /** Whether a START of these is so far ahead of the broker that its name is wanted. */
  static boolean hasAhead(Arrangement events) {
    for (int n = 0; n < events.starts(); n++) {
      if (delta(events.batch(), events.start(n)) < -AHEAD_MILLIS) {
        return true;
      }
    }
    return false;
  }

  private void offer(int hash, long events, long delta) {
    if (size == SAMPLE && hash > hashes[SAMPLE - 1]) {
      return;
    }
    int at = Arrays.binarySearch(hashes, 0, size, hash);
    if (at >= 0) {
      counts[at] += events;
      leastMillis[at] = Math.min(leastMillis[at], delta);
    } else {
      insert(-at - 1, hash, events, delta);
    }
  }

  private void insert(int at, int hash, long events, long delta) {
    if (size < SAMPLE) {
      if (size == hashes.length) {
        int capacity = Math.min(SAMPLE, Math.max(4, size * 2));
        hashes = Arrays.copyOf(hashes, capacity);
        counts = Arrays.copyOf(counts, capacity);
        leastMillis = Arrays.copyOf(leastMillis, capacity);
      }
      size++;
    }
    System.arraycopy(hashes, at, hashes, at + 1, size - 1 - at);
    System.arraycopy(counts, at, counts, at + 1, size - 1 - at);
    System.arraycopy(leastMillis, at, leastMillis, at + 1, size - 1 - at);
    hashes[at] = hash;
    counts[at] = events;
    leastMillis[at] = delta;
  }

  /** Furthest ahead first, then by hash. */
  private void offerAhead(int hash, long delta) {
    int known = 0;
    while (known < aheadHashes.length && aheadHashes[known] != hash) {
      known++;
    }
    if (known < aheadHashes.length) {
      if (aheadMillis[known] <= delta) {
        return;
      }
      removeAhead(known);
    }
    int at = 0;
    while (at < aheadHashes.length && isBefore(at, hash, delta)) {
      at++;
    }
    if (at < AHEAD) {
      insertAhead(at, hash, delta);
    }
  }

  private boolean isBefore(int at, int hash, long delta) {
    return aheadMillis[at] != delta ? aheadMillis[at] < delta : aheadHashes[at] < hash;
  }

  private void removeAhead(int at) {
    int[] fewer = new int[aheadHashes.length - 1];
    long[] fewerMillis = new long[fewer.length];
    System.arraycopy(aheadHashes, 0, fewer, 0, at);
    System.arraycopy(aheadHashes, at + 1, fewer, at, fewer.length - at);
    System.arraycopy(aheadMillis, 0, fewerMillis, 0, at);
    System.arraycopy(aheadMillis, at + 1, fewerMillis, at, fewer.length - at);
    aheadHashes = fewer;
    aheadMillis = fewerMillis;
  }

  private void insertAhead(int at, int hash, long delta) {
    int length = Math.min(AHEAD, aheadHashes.length + 1);
    int[] more = Arrays.copyOf(aheadHashes, length);
    long[] moreMillis = Arrays.copyOf(aheadMillis, length);
    System.arraycopy(aheadHashes, at, more, at + 1, length - 1 - at);
    System.arraycopy(aheadMillis, at, moreMillis, at + 1, length - 1 - at);
    more[at] = hash;
    moreMillis[at] = delta;
    aheadHashes = more;
    aheadMillis = moreMillis;
  }

  @Override
  public void absorb(Clocks other) {
    for (int i = 0; i < other.size; i++) {
      offer(other.hashes[i], other.counts[i], other.leastMillis[i]);
    }
    for (int i = 0; i < other.aheadHashes.length; i++) {
      offerAhead(other.aheadHashes[i], other.aheadMillis[i]);
    }
  }

  @Override
  public boolean isEmpty() {
    return size == 0;
  }

  @Override
  public void write(DataOutput out) throws IOException {
    Varints.write(out, size);
    for (int i = 0; i < size; i++) {
      out.writeInt(hashes[i]);
      Varints.write(out, counts[i]);
      Varints.writeSigned(out, leastMillis[i]);
    }
    Varints.write(out, aheadHashes.length);
    for (int i = 0; i < aheadHashes.length; i++) {
      out.writeInt(aheadHashes[i]);
      Varints.writeSigned(out, aheadMillis[i]);
    }
  }

  @Override
  public void read(DataInput in) throws IOException {
    size = Varints.readInt(in);
    hashes = new int[size];
    counts = new long[size];
    leastMillis = new long[size];
    for (int i = 0; i < size; i++) {
      hashes[i] = in.readInt();
      counts[i] = Varints.read(in);
      leastMillis[i] = Varints.readSigned(in);
    }
    int ahead = Varints.readInt(in);
    aheadHashes = new int[ahead];
    aheadMillis = new long[ahead];
    for (int i = 0; i < ahead; i++) {
      aheadHashes[i] = in.readInt();
      aheadMillis[i] = Varints.readSigned(in);
    }
  }

  /** The sampled instances, by hash. */
  public void forEach(Visitor visitor) {
    for (int i = 0; i < size; i++) {
      visitor.accept(hashes[i], counts[i], leastMillis[i]);
    }
  }

  /** The instances furthest ahead of the broker; how many events each had is not known. */
  public void forEachAhead(Visitor visitor) {
    for (int i = 0; i < aheadHashes.length; i++) {
      visitor.accept(aheadHashes[i], 1, aheadMillis[i]);
    }
  }
}
