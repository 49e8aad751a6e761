package io.dephasing.core.slice;

import com.dynatrace.hash4j.distinctcount.UltraLogLog;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;

/**
 * A set of instances for each second of a slice, exact up to a limit (METHOD 0). The small ones lie
 * in one array, for an object a second is a cache miss an event; what has outgrown that has an
 * object of its own, exact at first, a sketch in the end.
 */
public final class SecondSets {
  /** No instance in any second; shared, never written to. */
  static final SecondSets NONE = new SecondSets(true);

  private static final int[] NOBODY = {};
  private static final int FIRST_CAPACITY = 8;

  private final boolean fine;

  /** Of all small sets, ascending by second, then by hash. */
  private int[] hashes = NOBODY;

  private int size;

  /** How many of these hashes belong to each second. */
  private final byte[] sizes = new byte[Slice.BUCKETS];

  /** No second behind this one has a small set. */
  private int last;

  private LargeSets large = LargeSets.NONE;

  private SecondSets(boolean fine) {
    this.fine = fine;
  }

  /** Nobody yet, of what was on time. */
  static SecondSets fine() {
    return new SecondSets(true);
  }

  /** Nobody yet, where the sets are almost always empty: their sketches are coarse. */
  static SecondSets coarse() {
    return new SecondSets(false);
  }

  void add(int bucket, int hash) {
    if (large.has(bucket)) {
      large.add(bucket, hash);
      return;
    }
    int count = sizes[bucket];
    int from = start(bucket);
    int at = Arrays.binarySearch(hashes, from, from + count, hash);
    if (at >= 0) {
      return;
    }
    if (count == limit()) {
      outgrown(bucket).add(hash);
      return;
    }
    insert(-at - 1, hash);
    sizes[bucket]++;
    last = Math.max(last, bucket);
  }

  private int limit() {
    return fine ? DistinctInstances.SMALL_LIMIT : DistinctInstances.COARSE_SMALL_LIMIT;
  }

  /** Where the hashes of a second are, summed up from the nearer end. */
  private int start(int bucket) {
    if (2 * bucket < last) {
      int before = 0;
      for (int i = 0; i < bucket; i++) {
        before += sizes[i];
      }
      return before;
    }
    int start = size;
    for (int i = last; i >= bucket; i--) {
      start -= sizes[i];
    }
    return start;
  }

  private void insert(int at, int hash) {
    if (size == hashes.length) {
      hashes = Arrays.copyOf(hashes, Math.max(FIRST_CAPACITY, 2 * size));
    }
    System.arraycopy(hashes, at, hashes, at + 1, size - at);
    hashes[at] = hash;
    size++;
  }

  /** Takes the hashes of a second out into a set of its own. */
  private DistinctInstances outgrown(int bucket) {
    DistinctInstances set = aside(bucket);
    int from = start(bucket);
    int count = sizes[bucket];
    set.addAll(hashes, from, from + count);
    System.arraycopy(hashes, from + count, hashes, from, size - from - count);
    size -= count;
    sizes[bucket] = 0;
    return set;
  }

  private DistinctInstances aside(int bucket) {
    large = large == LargeSets.NONE ? new LargeSets() : large;
    return large.open(
        bucket, fine ? DistinctInstances.ofSecond() : DistinctInstances.ofSecondCoarse());
  }

  /** Adds all that the others have; they are left as they were. */
  void absorb(SecondSets other) {
    for (long rest = other.large.seconds(); rest != 0; rest &= rest - 1) {
      int bucket = Long.numberOfTrailingZeros(rest);
      if (!large.has(bucket)) {
        outgrown(bucket);
      }
      large.absorb(bucket, other.large.get(bucket));
    }
    if (other.size > 0) {
      merge(other);
    }
  }

  /**
   * One pass over both: what is here moves behind a gap as large as what comes, and back to the
   * front as it is merged.
   */
  private void merge(SecondSets other) {
    int first = 0;
    int write = 0;
    while (other.sizes[first] == 0) {
      write += sizes[first];
      first++;
    }
    int read = write + other.size;
    int end = size + other.size;
    int[] target = end <= hashes.length ? hashes : Arrays.copyOf(hashes, end);
    System.arraycopy(hashes, write, target, read, size - write);
    hashes = target;
    int from = 0;
    for (int bucket = first; bucket <= other.last; bucket++) {
      int mine = sizes[bucket];
      int theirs = other.sizes[bucket];
      int to = unite(bucket, write, read, other, from);
      sizes[bucket] = (byte) (to - write);
      write = to;
      read += mine;
      from += theirs;
    }
    System.arraycopy(hashes, read, hashes, write, end - read);
    size = write + end - read;
    last = Math.max(last, other.last);
  }

  /** Writes the union of a second, and says where the next one goes. */
  private int unite(int bucket, int write, int read, SecondSets other, int from) {
    int mine = sizes[bucket];
    int theirs = other.sizes[bucket];
    if (theirs == 0 || mine == 0) {
      if (theirs > 0 && large.has(bucket)) {
        large.addAll(bucket, other.hashes, from, from + theirs);
        return write;
      }
      int[] source = theirs == 0 ? hashes : other.hashes;
      System.arraycopy(source, theirs == 0 ? read : from, hashes, write, mine + theirs);
      return write + mine + theirs;
    }
    int to = united(write, read, read + mine, other.hashes, from, from + theirs);
    if (to - write > limit()) {
      aside(bucket).addAll(hashes, write, to);
      return write;
    }
    return to;
  }

  private int united(int write, int mine, int mineEnd, int[] others, int theirs, int theirsEnd) {
    int to = write;
    int i = mine;
    int j = theirs;
    while (i < mineEnd && j < theirsEnd) {
      int one = hashes[i];
      int other = others[j];
      hashes[to++] = Math.min(one, other);
      i += one <= other ? 1 : 0;
      j += other <= one ? 1 : 0;
    }
    if (i < mineEnd) {
      System.arraycopy(hashes, i, hashes, to, mineEnd - i);
      return to + mineEnd - i;
    }
    System.arraycopy(others, j, hashes, to, theirsEnd - j);
    return to + theirsEnd - j;
  }

  void write(DataOutput out) throws IOException {
    long filled = large.seconds();
    for (int i = 0; i <= last; i++) {
      filled |= sizes[i] == 0 ? 0 : 1L << i;
    }
    out.writeLong(filled);
    int from = 0;
    for (long rest = filled; rest != 0; rest &= rest - 1) {
      int bucket = Long.numberOfTrailingZeros(rest);
      if (large.has(bucket)) {
        large.get(bucket).write(out);
      } else {
        out.writeShort(sizes[bucket]);
        for (int end = from + sizes[bucket]; from < end; from++) {
          out.writeInt(hashes[from]);
        }
      }
    }
  }

  /** Fills these empty sets with what {@link #write} wrote behind the bits of the seconds. */
  void read(DataInput in, long filled) throws IOException {
    if (filled >>> Slice.BUCKETS != 0) {
      throw new IOException("seconds %x are beyond a minute".formatted(filled));
    }
    for (long rest = filled; rest != 0; rest &= rest - 1) {
      int bucket = Long.numberOfTrailingZeros(rest);
      int count = in.readUnsignedShort();
      if (count > limit()) {
        aside(bucket);
        large.read(bucket, count, in);
      } else {
        if (size + count > hashes.length) {
          // Seconds are mostly alike: room for as many in each of those that follow.
          hashes = Arrays.copyOf(hashes, size + count * Long.bitCount(rest));
        }
        for (int end = size + count; size < end; size++) {
          hashes[size] = in.readInt();
        }
        sizes[bucket] = (byte) count;
        last = bucket;
      }
    }
  }

  /** Lets go of all seconds before this one, and says whether there was anybody. */
  boolean forgetBefore(int bucket) {
    if (isEmpty()) {
      return false;
    }
    int gone = 0;
    for (int i = 0; i < bucket; i++) {
      gone += sizes[i];
      sizes[i] = 0;
    }
    if (gone > 0) {
      size -= gone;
      if (2 * size <= hashes.length) {
        hashes = size == 0 ? NOBODY : Arrays.copyOfRange(hashes, gone, gone + size);
      } else {
        System.arraycopy(hashes, gone, hashes, 0, size);
      }
    }
    return large.forgetBefore(bucket) || gone > 0;
  }

  /** Whether there is nobody in any second. */
  public boolean isEmpty() {
    return size == 0 && large.seconds() == 0;
  }

  /** Whether there is nobody in a second. */
  public boolean isEmpty(int bucket) {
    return sizes[bucket] == 0 && !large.has(bucket);
  }

  /** Whether the set of a second has outgrown exactness: it has no names then. */
  public boolean isSketch(int bucket) {
    return large.isSketch(bucket);
  }

  /** Whether the set of some second has outgrown exactness. */
  public boolean hasSketch() {
    return large.sketched() != 0;
  }

  /** Whether the set of some second from first to last, both inside, has outgrown exactness. */
  public boolean hasSketch(int first, int last) {
    return (large.sketched() >>> first & -1L >>> (Long.SIZE - 1 - (last - first))) != 0;
  }

  /** Distinct instances of a second, as {@link DistinctInstances#count}. */
  public int count(int bucket) {
    return large.has(bucket) ? large.get(bucket).count() : sizes[bucket];
  }

  /** Precision of a second's sketch; the finest where its set is exact. */
  public int precision(int bucket) {
    return large.has(bucket) ? large.get(bucket).precision() : DistinctInstances.FINE_PRECISION;
  }

  /**
   * Copies the hashes of a second's exact set to an array, ascending, and says where the next would
   * go; a sketch has none.
   */
  public int copyTo(int bucket, int[] target, int at) {
    if (large.has(bucket)) {
      return large.get(bucket).copyTo(target, at);
    }
    System.arraycopy(hashes, start(bucket), target, at, sizes[bucket]);
    return at + sizes[bucket];
  }

  /**
   * The hashes of all exact sets from first to last, both inside: those of a second ascending, one
   * second after the other. A copy.
   */
  public int[] hashes(int first, int last) {
    int small = 0;
    int all = 0;
    for (int i = first; i <= last; i++) {
      small += sizes[i];
      all += isSketch(i) ? 0 : count(i);
    }
    if (all == 0) {
      return NOBODY;
    }
    int from = start(first);
    return small == all ? Arrays.copyOfRange(hashes, from, from + all) : spliced(first, last, all);
  }

  private int[] spliced(int first, int last, int all) {
    int[] spliced = new int[all];
    int at = 0;
    for (int i = first; i <= last; i++) {
      at = copyTo(i, spliced, at);
    }
    return spliced;
  }

  /** Adds all of all exact sets to a set; of a sketch nobody. */
  public void addNamesTo(DistinctInstances union) {
    union.addMany(hashes, size);
    for (long rest = large.seconds() & ~large.sketched(); rest != 0; rest &= rest - 1) {
      large.get(Long.numberOfTrailingZeros(rest)).addManyTo(union);
    }
  }

  /** Adds all of all seconds to a set. */
  public void addTo(DistinctInstances union) {
    addNamesTo(union);
    for (long rest = large.sketched(); rest != 0; rest &= rest - 1) {
      union.absorb(large.get(Long.numberOfTrailingZeros(rest)));
    }
  }

  /** Adds all of a second to a set. */
  public void addTo(int bucket, DistinctInstances union) {
    if (large.has(bucket)) {
      union.absorb(large.get(bucket));
    } else {
      int from = start(bucket);
      union.addAll(hashes, from, from + sizes[bucket]);
    }
  }

  /** Adds the sketch of a second to another of the same or a coarser precision. */
  public void addSketchTo(int bucket, UltraLogLog union) {
    large.get(bucket).addTo(union);
  }
}
