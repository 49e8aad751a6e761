package io.dephasing.core.slice;

import com.dynatrace.hash4j.distinctcount.UltraLogLog;
import io.dephasing.core.bytes.SketchBytes;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * How many distinct instances (METHOD 0): the exact set of 32-bit hashes up to a limit, an
 * UltraLogLog sketch (Ertl 2024) above. Count and bytes are functions of the union alone, whatever
 * the order of merging.
 */
public final class DistinctInstances {
  /** The largest exact set, whether of a second, a minute or an hour. */
  public static final int EXACT_LIMIT = 512;

  /** The largest exact set where a rough count will do. */
  private static final int ROUGH_LIMIT = 16;

  /** The largest set of a second that has no object of its own. */
  static final int SMALL_LIMIT = 80;

  /** The same where a set is almost always empty. */
  static final int COARSE_SMALL_LIMIT = 16;

  /** 2^9 registers, 512 bytes, standard error 3.4 %. */
  public static final int FINE_PRECISION = 9;

  /** 2^6 registers, 64 bytes, standard error 10 %. */
  public static final int COARSE_PRECISION = 6;

  /** Written instead of a count: a sketch follows. */
  private static final int SKETCH = 0xFFFE;

  /** The same in what was written when a second was exact up to 80 or 16. */
  private static final int OLDER_SKETCH = 0xFFFF;

  /** A search for each is quicker than a pass over all where a set is this many times as large. */
  private static final int FEW = 8;

  private static final int[] NOBODY = {};

  private final int precision;
  private final int exactLimit;

  /** A sketch that an older build wrote is never read as fewer than this. */
  private final int leastOfOlder;

  /** The sketch is never read as fewer than this: a set only grows. */
  private int leastSketched;

  private int[] hashes = NOBODY;
  private int size;
  private @Nullable UltraLogLog sketch;

  /** What the sketch was last read as; 0 where it has changed since, or there is none. */
  private int estimate;

  private DistinctInstances(int precision, int exactLimit, int leastOfOlder) {
    this.precision = precision;
    this.exactLimit = exactLimit;
    this.leastOfOlder = leastOfOlder;
  }

  /** Nobody yet, for one second. */
  public static DistinctInstances ofSecond() {
    return new DistinctInstances(FINE_PRECISION, EXACT_LIMIT, SMALL_LIMIT + 1);
  }

  /** Nobody yet, for one second, where a set is almost always empty: its sketch is coarse. */
  public static DistinctInstances ofSecondCoarse() {
    return new DistinctInstances(COARSE_PRECISION, EXACT_LIMIT, COARSE_SMALL_LIMIT + 1);
  }

  /** Nobody yet, for a minute or more. */
  public static DistinctInstances wide() {
    return new DistinctInstances(FINE_PRECISION, EXACT_LIMIT, 1);
  }

  /** Nothing yet, where a rough count will do: exact up to 16, a coarse sketch above. */
  static DistinctInstances rough() {
    return new DistinctInstances(COARSE_PRECISION, ROUGH_LIMIT, ROUGH_LIMIT + 1);
  }

  /** Adds one instance by its hash; whether it grew is known only while the set is exact. */
  public void add(int hash) {
    if (sketch != null) {
      sketch.add(spread(hash));
      estimate = 0;
      return;
    }
    int at = Arrays.binarySearch(hashes, 0, size, hash);
    if (at < 0) {
      insert(-at - 1, hash);
    }
  }

  private void insert(int at, int hash) {
    if (size == exactLimit) {
      UltraLogLog grown = outgrow();
      grown.add(spread(hash));
      return;
    }
    if (size == hashes.length) {
      hashes = Arrays.copyOf(hashes, Math.min(exactLimit, Math.max(2, size * 2)));
    }
    System.arraycopy(hashes, at, hashes, at + 1, size - at);
    hashes[at] = hash;
    size++;
  }

  private UltraLogLog outgrow() {
    leastSketched = exactLimit + 1;
    return grow();
  }

  private UltraLogLog grow() {
    UltraLogLog grown = UltraLogLog.create(precision);
    for (int i = 0; i < size; i++) {
      grown.add(spread(hashes[i]));
    }
    sketch = grown;
    hashes = NOBODY;
    size = 0;
    return grown;
  }

  /**
   * Adds all that the other has; the other is left as it was. A coarser sketch makes this one as
   * coarse: a sketch that is made smaller equals one that was small from the start.
   */
  public void absorb(DistinctInstances other) {
    if (other.sketch == null) {
      addAll(other.hashes, 0, other.size);
      return;
    }
    UltraLogLog mine = sketch == null ? grow() : sketch;
    leastSketched = Math.max(leastSketched, other.leastSketched);
    if (other.sketch.getP() < mine.getP()) {
      mine = mine.downsize(other.sketch.getP());
      sketch = mine;
    }
    mine.add(other.sketch);
    estimate = 0;
  }

  /** Adds what an array holds from one index up to another, all distinct and ascending. */
  void addAll(int[] others, int from, int to) {
    if (from == to) {
      return;
    }
    if (isEmpty() && to - from <= exactLimit) {
      hashes = Arrays.copyOfRange(others, from, to);
      size = to - from;
      return;
    }
    if (sketch != null || FEW * (to - from) < size) {
      for (int i = from; i < to; i++) {
        add(others[i]);
      }
      return;
    }
    int missing = missing(others, from, to);
    if (missing > 0) { // Mostly not: from minute to minute the instances are the same.
      become(united(others, from, to, size + missing));
    }
  }

  /** Becomes the set of these, distinct and ascending, of which it holds some. */
  private void become(int[] union) {
    if (union.length > exactLimit) {
      hashes = NOBODY;
      size = 0;
      addAll(union, union.length, outgrow());
    } else {
      hashes = union;
      size = union.length;
    }
  }

  /** How many of these, distinct and ascending, this exact set lacks. */
  private int missing(int[] others, int from, int to) {
    int missing = 0;
    int mine = 0;
    for (int i = from; i < to; i++) {
      while (mine < size && hashes[mine] < others[i]) {
        mine++;
      }
      missing += mine < size && hashes[mine] == others[i] ? 0 : 1;
    }
    return missing;
  }

  private int[] united(int[] others, int from, int to, int length) {
    int[] union = new int[length];
    int mine = 0;
    int theirs = from;
    for (int i = 0; i < length; i++) {
      boolean isMine = theirs == to || (mine < size && hashes[mine] <= others[theirs]);
      union[i] = isMine ? hashes[mine] : others[theirs];
      theirs += theirs < to && others[theirs] == union[i] ? 1 : 0;
      mine += isMine ? 1 : 0;
    }
    return union;
  }

  /** Adds all of this exact set to another. */
  void addManyTo(DistinctInstances union) {
    union.addMany(hashes, size);
  }

  /** Adds so many of an array's hashes, which may come in any order and again and again. */
  void addMany(int[] others, int count) {
    if (count == 0) {
      return;
    }
    if (sketch != null) {
      addAll(others, count, sketch);
      estimate = 0;
      return;
    }
    HashTable together = new HashTable();
    together.addAll(hashes, size);
    together.addAll(others, count);
    become(together.sorted());
  }

  /**
   * Distinct instances: exact up to the limit, estimated above, and then always more than the
   * limit: a set only grows.
   */
  public int count() {
    if (sketch == null) {
      return size;
    }
    if (estimate == 0) {
      estimate = (int) Math.max(leastSketched, Math.round(sketch.getDistinctCountEstimate()));
    }
    return estimate;
  }

  /** Whether the set has outgrown exactness: it has no names then. */
  public boolean isSketch() {
    return sketch != null;
  }

  /** Precision of the sketch; the finest where the set is exact. */
  public int precision() {
    return sketch == null ? FINE_PRECISION : sketch.getP();
  }

  /** Copies the hashes of an exact set to an array, and says where the next would go. */
  public int copyTo(int[] target, int from) {
    System.arraycopy(hashes, 0, target, from, size);
    return from + size;
  }

  /** Forgets everybody. */
  public void clear() {
    hashes = NOBODY;
    size = 0;
    sketch = null;
    estimate = 0;
    leastSketched = 0;
  }

  /** Whether nobody was added. */
  public boolean isEmpty() {
    return size == 0 && sketch == null;
  }

  /** Calls with each hash of an exact set, ascending; a sketch has none. */
  public void forEach(IntConsumer consumer) {
    for (int i = 0; i < size; i++) {
      consumer.accept(hashes[i]);
    }
  }

  /** Adds all that this set has to a sketch of the same or a coarser precision. */
  public void addTo(UltraLogLog union) {
    if (sketch != null) {
      union.add(sketch);
      return;
    }
    addAll(hashes, size, union);
  }

  /** Adds so many of these hashes to a sketch. */
  public static void addAll(int[] hashes, int size, UltraLogLog union) {
    for (int i = 0; i < size; i++) {
      union.add(spread(hashes[i]));
    }
  }

  /** Writes count and hashes, or a mark and the registers. */
  public void write(DataOutput out) throws IOException {
    if (sketch != null) {
      boolean isOlder = leastSketched <= exactLimit || leastSketched == leastOfOlder;
      out.writeShort(isOlder ? OLDER_SKETCH : SKETCH);
      out.writeByte(sketch.getP());
      SketchBytes.write(out, sketch.getState());
      return;
    }
    out.writeShort(size);
    for (int i = 0; i < size; i++) {
      out.writeInt(hashes[i]);
    }
  }

  /** Reads what {@link #write} wrote of the same making, into this empty set. */
  public void read(DataInput in) throws IOException {
    readBehind(in.readUnsignedShort(), in);
  }

  /**
   * Reads what {@link #write} wrote behind its first two bytes.
   *
   * @param count what these bytes say: how many, or the mark of a sketch
   * @throws IOException where no exact set is as large
   */
  void readBehind(int count, DataInput in) throws IOException {
    if (count == SKETCH || count == OLDER_SKETCH) {
      leastSketched = count == SKETCH ? exactLimit + 1 : leastOfOlder;
      readSketch(in);
      return;
    }
    if (count > exactLimit) {
      throw new IOException("exact set of %d, at most %d".formatted(count, exactLimit));
    }
    hashes = new int[count];
    size = count;
    for (int i = 0; i < count; i++) {
      hashes[i] = in.readInt();
    }
  }

  private void readSketch(DataInput in) throws IOException {
    byte[] registers = new byte[1 << in.readUnsignedByte()];
    SketchBytes.read(in, registers);
    sketch = UltraLogLog.wrap(registers);
  }

  /**
   * 64 bits from 32, by SplitMix64's finalizer (Steele, Lea, Flood 2014): the sketch wants all of
   * them random.
   */
  static long spread(int hash) {
    long z = hash * 0x9E3779B97F4A7C15L;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }
}
