package io.dephasing.core.history;

import com.dynatrace.hash4j.distinctcount.UltraLogLog;
import io.dephasing.core.slice.BucketInstances;
import io.dephasing.core.slice.DistinctInstances;
import io.dephasing.core.slice.SecondSets;
import io.dephasing.core.slice.Slice;
import io.dephasing.core.slice.Varints;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/**
 * The slices of one group that can still be asked second by second, oldest first. Seconds are epoch
 * seconds; a second outside of all slices held nothing.
 */
public final class OpenSlices {
  /** So many are looked through faster one by one. */
  private static final int NEAR = 4;

  private final List<OpenSlice> slices = new ArrayList<>(4);

  /** Folds a partial of this minute in. */
  public void absorb(long index, Slice partial) {
    int at = position(index);
    if (at >= 0) {
      slices.get(at).absorb(partial);
    } else {
      slices.add(-at - 1, new OpenSlice(index, partial));
    }
  }

  /**
   * Where the slice is, or {@code -(where it would be) - 1}. Found from the newest on, then by
   * halves: mostly one of the last is asked for, yet who reads far ahead of the watermark, as a
   * replay does, holds thousands.
   */
  private int position(long index) {
    int low = 0;
    int high = slices.size() - 1;
    int middle = high;
    while (low <= high) {
      long found = slices.get(middle).index();
      if (found == index) {
        return middle;
      }
      if (found < index) {
        low = middle + 1;
      } else {
        high = middle - 1;
      }
      middle = high - low < NEAR ? high : (low + high) >>> 1;
    }
    return -low - 1;
  }

  /** The slice of this minute; null where it held nothing or is gone. */
  public @Nullable OpenSlice find(long index) {
    int at = position(index);
    return at >= 0 ? slices.get(at) : null;
  }

  /** All of them, oldest first. */
  public List<OpenSlice> all() {
    return slices;
  }

  /** The oldest that may still change; null where there is none. */
  public @Nullable OpenSlice firstUnsettled() {
    for (int i = 0; i < slices.size(); i++) {
      if (!slices.get(i).isSettled()) {
        return slices.get(i);
      }
    }
    return null;
  }

  /** The last second that holds a start; {@link Long#MIN_VALUE} where there is none. */
  public long lastSecondWithStart() {
    for (int i = slices.size() - 1; i >= 0; i--) {
      OpenSlice open = slices.get(i);
      for (int bucket = Slice.BUCKETS - 1; bucket >= 0; bucket--) {
        if (open.slice().counts().starts(bucket) > 0) {
          return open.firstSecond() + bucket;
        }
      }
    }
    return Long.MIN_VALUE;
  }

  private @Nullable OpenSlice at(long second) {
    return find(Math.floorDiv(second, Slice.BUCKETS));
  }

  private static int bucket(long second) {
    return Math.floorMod(second, Slice.BUCKETS);
  }

  /** Starts in a second. */
  public int starts(long second, Scope scope) {
    OpenSlice open = at(second);
    if (open == null) {
      return 0;
    }
    return scope == Scope.ALL
        ? open.slice().counts().starts(bucket(second))
        : open.slice().counts().startsOnTime(bucket(second));
  }

  /** Starts minus ends in a second. */
  public int netStarts(long second, Scope scope) {
    OpenSlice open = at(second);
    if (open == null) {
      return 0;
    }
    int ends =
        scope == Scope.ALL
            ? open.slice().counts().ends(bucket(second))
            : open.slice().counts().endsOnTime(bucket(second));
    return starts(second, scope) - ends;
  }

  /** Whether a second held a start or an END that was on time. */
  public boolean hasEvents(long second) {
    OpenSlice open = at(second);
    return open != null
        && (open.slice().counts().startsOnTime(bucket(second)) > 0
            || open.slice().counts().endsOnTime(bucket(second)) > 0);
  }

  /** Starts in the seconds from first to last, both inside. */
  public long sum(long first, long last, Scope scope) {
    long sum = 0;
    OpenSlice open = null;
    for (long second = first; second <= last; second++) {
      int bucket = bucket(second);
      if (open == null || bucket == 0) {
        open = at(second);
      }
      if (open == null) {
        second += Slice.BUCKETS - 1 - bucket;
      } else {
        sum +=
            scope == Scope.ALL
                ? open.slice().counts().starts(bucket)
                : open.slice().counts().startsOnTime(bucket);
      }
    }
    return sum;
  }

  /** Sums of starts over the seconds from first to last, both inside. */
  public SecondSums sums(long first, long last) {
    int seconds = (int) (last - first + 1);
    int[] all = new int[seconds + 1];
    int[] onTime = new int[seconds + 1];
    OpenSlice open = null;
    for (int i = 0; i < seconds; i++) {
      int bucket = bucket(first + i);
      if (i == 0 || bucket == 0) {
        open = at(first + i);
      }
      all[i + 1] = all[i] + (open == null ? 0 : open.slice().counts().starts(bucket));
      onTime[i + 1] = onTime[i] + (open == null ? 0 : open.slice().counts().startsOnTime(bucket));
    }
    return new SecondSums(first, all, onTime);
  }

  /** Distinct instances in the seconds from first to last: exact where all of their sets are. */
  public int distinct(long first, long last, Scope scope) {
    Union union = new Union();
    forEachSet(first, last, scope, union);
    return union.count();
  }

  /** Instances of exact sets from first to last of which the predicate holds, each counted once. */
  public int countNames(long first, long last, Scope scope, IntPredicate predicate) {
    Union union = new Union();
    forEachSet(
        first,
        last,
        scope,
        (second, sets, bucket) -> {
          if (!sets.isSketch(bucket)) {
            union.accept(second, sets, bucket);
          }
        });
    return union.countExact(predicate);
  }

  /**
   * The second with the most distinct instances from first to last, all events counted; the
   * earliest on ties.
   */
  public long fullestSecond(long first, long last) {
    long fullest = first;
    int most = -1;
    for (long second = first; second <= last; second++) {
      int count = distinct(second);
      if (count > most) {
        most = count;
        fullest = second;
      }
    }
    return fullest;
  }

  private int distinct(long second) {
    OpenSlice open = at(second);
    if (open == null) {
      return 0;
    }
    BucketInstances sets = open.slice().instances();
    int bucket = bucket(second);
    if (sets.notOnTime().isEmpty(bucket)) {
      return sets.onTime().count(bucket);
    }
    return sets.onTime().isEmpty(bucket)
        ? sets.notOnTime().count(bucket)
        : distinct(second, second, Scope.ALL);
  }

  /** Largest spread window configured in the events of these seconds, ms; 0 where none is. */
  public int largestSpreadMillis(long first, long last) {
    int largest = 0;
    for (long second = first; second <= last; second++) {
      OpenSlice open = at(second);
      if (open != null) {
        largest = Math.max(largest, open.slice().schedules().spreadMillis(bucket(second)));
      }
    }
    return largest;
  }

  /** Takes the sets of seconds. */
  @FunctionalInterface
  public interface SetVisitor {
    /**
     * One of a second's sets, which has somebody.
     *
     * @param second since the epoch
     * @param sets among which it is
     * @param bucket where it is among them
     */
    void accept(long second, SecondSets sets, int bucket);
  }

  /** The sets of the seconds from first to last: of each those on time, then those not. */
  public void forEachSet(long first, long last, Scope scope, SetVisitor visitor) {
    OpenSlice open = null;
    for (long second = first; second <= last; second++) {
      int bucket = bucket(second);
      if (second == first || bucket == 0) {
        open = at(second);
      }
      if (open != null) {
        BucketInstances sets = open.slice().instances();
        visit(second, sets.onTime(), bucket, visitor);
        if (scope == Scope.ALL) {
          visit(second, sets.notOnTime(), bucket, visitor);
        }
      }
    }
  }

  private static void visit(long second, SecondSets sets, int bucket, SetVisitor visitor) {
    if (!sets.isEmpty(bucket)) {
      visitor.accept(second, sets, bucket);
    }
  }

  /** Adds all who acted in a second to a set. */
  void addTo(long second, DistinctInstances union) {
    forEachSet(second, second, Scope.ALL, (at, sets, bucket) -> sets.addTo(bucket, union));
  }

  /** Lets go of the sets of all seconds before this one: state is bounded. */
  public void forgetSetsBefore(long second) {
    for (OpenSlice open : slices) {
      if (open.firstSecond() >= second) {
        return;
      }
      if (open.lastSecond() < second - Slice.BUCKETS) {
        open.slice().resourceKeys().seconds().clear();
      }
      long buckets = Math.min(Slice.BUCKETS, second - open.firstSecond());
      open.forgetBefore((int) buckets);
    }
  }

  /** Lets go of settled slices before this one. */
  public void forgetBefore(long index) {
    int gone = 0;
    while (gone < slices.size()
        && slices.get(gone).index() < index
        && slices.get(gone).isSettled()) {
      gone++;
    }
    slices.subList(0, gone).clear();
  }

  void write(DataOutput out) throws IOException {
    Varints.write(out, slices.size());
    for (OpenSlice open : slices) {
      open.write(out);
    }
  }

  void read(DataInput in) throws IOException {
    int size = Varints.readInt(in);
    for (int i = 0; i < size; i++) {
      slices.add(OpenSlice.read(in));
    }
  }

  /** A union of seconds' sets: exact while all of them are, whatever its size. */
  private static final class Union implements SetVisitor {
    private int[] hashes = new int[2 * DistinctInstances.BUCKET_LIMIT];
    private int size;
    private int sets;
    private int largest;
    private int precision = DistinctInstances.FINE_PRECISION;
    private final List<Sketch> sketches = new ArrayList<>(0);

    private record Sketch(SecondSets sets, int bucket) {}

    @Override
    public void accept(long second, SecondSets from, int bucket) {
      sets++;
      largest = Math.max(largest, from.count(bucket));
      precision = Math.min(precision, from.precision(bucket));
      if (from.isSketch(bucket)) {
        sketches.add(new Sketch(from, bucket));
        return;
      }
      if (size + DistinctInstances.BUCKET_LIMIT > hashes.length) {
        hashes = Arrays.copyOf(hashes, 2 * hashes.length);
      }
      size = from.copyTo(bucket, hashes, size);
    }

    int count() {
      if (sets <= 1) {
        return largest;
      }
      return sketches.isEmpty() ? countExact(hash -> true) : estimate();
    }

    private int estimate() {
      UltraLogLog union = UltraLogLog.create(precision);
      DistinctInstances.addAll(hashes, size, union);
      for (Sketch each : sketches) {
        each.sets.addSketchTo(each.bucket, union);
      }
      return (int) Math.max(largest, Math.round(union.getDistinctCountEstimate()));
    }

    int countExact(IntPredicate predicate) {
      Arrays.sort(hashes, 0, size);
      int count = 0;
      for (int i = 0; i < size; i++) {
        if ((i == 0 || hashes[i] != hashes[i - 1]) && predicate.test(hashes[i])) {
          count++;
        }
      }
      return count;
    }
  }
}
