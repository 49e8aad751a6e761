package io.dephasing.core.history;

import io.dephasing.core.bytes.Varints;
import io.dephasing.core.slice.BucketCounts;
import io.dephasing.core.slice.BucketInstances;
import io.dephasing.core.slice.DistinctInstances;
import io.dephasing.core.slice.Schedules;
import io.dephasing.core.slice.SecondSets;
import io.dephasing.core.slice.Slice;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The slices of one group that can still be asked second by second, oldest first. Seconds are epoch
 * seconds; a second outside of all slices held nothing.
 */
public final class OpenSlices implements HistoryPart {
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

  /** Whether any slice from first to last, both inside, held something. */
  public boolean holdsAny(long firstIndex, long lastIndex) {
    int at = firstThatHolds(firstIndex * Slice.BUCKETS);
    return at < slices.size() && slices.get(at).index() <= lastIndex;
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

  /** The first second from this one on with a start that was on time; else the end of time. */
  public long firstStartOnTime(long second) {
    for (int at = firstThatHolds(second); at < slices.size(); at++) {
      BucketCounts counts = slices.get(at).slice().counts();
      for (int bucket = firstBucket(at, second); bucket < Slice.BUCKETS; bucket++) {
        if (counts.startsOnTime(bucket) > 0) {
          return begins(at) + bucket;
        }
      }
    }
    return Long.MAX_VALUE;
  }

  /** The last second that holds a start; {@link Long#MIN_VALUE} where there is none. */
  public long lastSecondWithStart() {
    for (int i = slices.size() - 1; i >= 0; i--) {
      BucketCounts counts = slices.get(i).slice().counts();
      for (int bucket = Slice.BUCKETS - 1; bucket >= 0; bucket--) {
        if (counts.starts(bucket) > 0) {
          return begins(i) + bucket;
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
    BucketCounts counts = open.slice().counts();
    int bucket = bucket(second);
    return scope == Scope.ALL ? counts.starts(bucket) : counts.startsOnTime(bucket);
  }

  /** Starts minus ends in a second. */
  public int netStarts(long second, Scope scope) {
    OpenSlice open = at(second);
    if (open == null) {
      return 0;
    }
    BucketCounts counts = open.slice().counts();
    int bucket = bucket(second);
    return scope == Scope.ALL
        ? counts.starts(bucket) - counts.ends(bucket)
        : counts.startsOnTime(bucket) - counts.endsOnTime(bucket);
  }

  /** Calls with each second from first to last that held a start or an END that was on time. */
  public void forEachWithEvents(long first, long last, LongConsumer consumer) {
    for (int at = firstThatHolds(first); at < slices.size() && begins(at) <= last; at++) {
      BucketCounts counts = slices.get(at).slice().counts();
      int to = lastBucket(at, last);
      for (int bucket = firstBucket(at, first); bucket <= to; bucket++) {
        if (counts.startsOnTime(bucket) > 0 || counts.endsOnTime(bucket) > 0) {
          consumer.accept(begins(at) + bucket);
        }
      }
    }
  }

  /** Starts in the seconds from first to last, both inside. */
  public long sum(long first, long last, Scope scope) {
    long sum = 0;
    for (int at = firstThatHolds(first); at < slices.size() && begins(at) <= last; at++) {
      BucketCounts counts = slices.get(at).slice().counts();
      int to = lastBucket(at, last);
      for (int bucket = firstBucket(at, first); bucket <= to; bucket++) {
        sum += scope == Scope.ALL ? counts.starts(bucket) : counts.startsOnTime(bucket);
      }
    }
    return sum;
  }

  /** Place of the first slice that is not over before this second. */
  private int firstThatHolds(long second) {
    int at = position(Math.floorDiv(second, Slice.BUCKETS));
    return at >= 0 ? at : -at - 1;
  }

  private long begins(int at) {
    return slices.get(at).firstSecond();
  }

  /** Of a slice, its first second that is not before this one. */
  private int firstBucket(int at, long first) {
    return (int) (Math.max(first, begins(at)) - begins(at));
  }

  /** Of a slice, its last second that is not behind this one. */
  private int lastBucket(int at, long last) {
    return (int) (Math.min(last, slices.get(at).lastSecond()) - begins(at));
  }

  /** Sums of starts over the seconds from first to last, both inside. */
  public SecondSums sums(long first, long last) {
    int seconds = (int) (last - first + 1);
    int[] all = new int[seconds + 1];
    int[] onTime = new int[seconds + 1];
    int done = 0;
    for (int at = firstThatHolds(first); at < slices.size() && begins(at) <= last; at++) {
      BucketCounts counts = slices.get(at).slice().counts();
      int bucket = firstBucket(at, first);
      int from = (int) (begins(at) + bucket - first);
      repeat(all, onTime, done, from);
      done = from;
      for (int to = lastBucket(at, last); bucket <= to; bucket++, done++) {
        all[done + 1] = all[done] + counts.starts(bucket);
        onTime[done + 1] = onTime[done] + counts.startsOnTime(bucket);
      }
    }
    repeat(all, onTime, done, seconds);
    return new SecondSums(first, all, onTime);
  }

  /** Seconds of no slice add nothing. */
  private static void repeat(int[] all, int[] onTime, int from, int to) {
    Arrays.fill(all, from + 1, to + 1, all[from]);
    Arrays.fill(onTime, from + 1, to + 1, onTime[from]);
  }

  /** Distinct instances in the seconds from first to last: exact where all of their sets are. */
  public int distinct(long first, long last, Scope scope) {
    SetUnion union = new SetUnion();
    forEachSet(first, last, scope, union);
    return union.count();
  }

  /** Instances of exact sets from first to last of which the predicate holds, each counted once. */
  public int countNames(long first, long last, Scope scope, IntPredicate predicate) {
    SetUnion union = new SetUnion();
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
    for (int at = firstThatHolds(first); at < slices.size() && begins(at) <= last; at++) {
      Schedules schedules = slices.get(at).slice().schedules();
      int to = lastBucket(at, last);
      for (int bucket = firstBucket(at, first); bucket <= to; bucket++) {
        largest = Math.max(largest, schedules.spreadMillis(bucket));
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
    for (int at = firstThatHolds(first); at < slices.size() && begins(at) <= last; at++) {
      BucketInstances sets = slices.get(at).slice().instances();
      int to = lastBucket(at, last);
      for (int bucket = firstBucket(at, first); bucket <= to; bucket++) {
        visit(begins(at) + bucket, sets.onTime(), bucket, visitor);
        if (scope == Scope.ALL) {
          visit(begins(at) + bucket, sets.notOnTime(), bucket, visitor);
        }
      }
    }
  }

  /** Takes what slices hold of a stretch of seconds. */
  @FunctionalInterface
  public interface StretchVisitor {
    /**
     * The sets of consecutive seconds of one slice.
     *
     * @param second since the epoch, of the first bucket
     * @param sets of the whole slice
     * @param from first bucket
     * @param to last bucket, inside
     */
    void accept(long second, BucketInstances sets, int from, int to);
  }

  /** The sets of the seconds from first to last, slice by slice. */
  public void forEachStretch(long first, long last, StretchVisitor visitor) {
    for (int at = firstThatHolds(first); at < slices.size() && begins(at) <= last; at++) {
      int from = firstBucket(at, first);
      visitor.accept(
          begins(at) + from, slices.get(at).slice().instances(), from, lastBucket(at, last));
    }
  }

  /** Whether the set of some second from first to last has outgrown exactness. */
  public boolean hasSketch(long first, long last, Scope scope) {
    for (int at = firstThatHolds(first); at < slices.size() && begins(at) <= last; at++) {
      BucketInstances sets = slices.get(at).slice().instances();
      int from = firstBucket(at, first);
      int to = lastBucket(at, last);
      if (sets.onTime().hasSketch(from, to)
          || (scope == Scope.ALL && sets.notOnTime().hasSketch(from, to))) {
        return true;
      }
    }
    return false;
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
        open.slice().forgetKeySeconds();
      }
      open.forgetBefore((int) Math.min(Slice.BUCKETS, second - open.firstSecond()));
    }
  }

  /** Lets go of settled slices before this one. */
  public void forgetBefore(long index) {
    int gone = 0;
    while (gone < slices.size() && slices.get(gone).isSettledBefore(index)) {
      gone++;
    }
    slices.subList(0, gone).clear();
  }

  @Override
  public void write(DataOutput out) throws IOException {
    Varints.write(out, slices.size());
    for (OpenSlice open : slices) {
      open.write(out);
    }
  }

  @Override
  public void read(DataInput in, int version) throws IOException {
    for (int left = Varints.readInt(in); left > 0; left--) {
      slices.add(OpenSlice.read(in, version));
    }
  }
}
