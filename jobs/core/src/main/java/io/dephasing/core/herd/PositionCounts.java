package io.dephasing.core.herd;

import io.dephasing.core.history.OpenSlices;
import io.dephasing.core.history.Scope;
import io.dephasing.core.slice.BucketInstances;
import io.dephasing.core.statistics.ScanWidths;
import java.util.Arrays;

/**
 * Distinct instances of all positions of a window at once. An instance at second s, last seen at
 * second p, adds one to the positions that hold s but not p: one pass over the seconds gives all
 * widths, whatever the number of positions. Seconds whose set is a sketch have no instances to
 * follow; there, only the positions with the largest upper bound are united.
 */
final class PositionCounts {
  private static final int[] WIDTHS =
      ScanWidths.SECONDS.stream().mapToInt(Integer::intValue).toArray();

  private static final int UNITED_POSITIONS = 4;

  /** A sketch so far back decides how positions are counted, whatever their width. */
  private static final int LONGEST = 60;

  private final OpenSlices open;
  private final long first;
  private final long last;

  /** Nobody who acts before the lead-in of the widest position that is asked for counts. */
  private final int widest;

  private final boolean hasSketch;

  /** With a sketch: instances of each second, from the lead-in on. */
  private final int[] perSecond;

  /** By width and second: how many more instances the position has than the one before it. */
  private final int[][] changes;

  private final LastSeen seen = new LastSeen();

  private PositionCounts(OpenSlices open, long first, long last, int widest) {
    this.open = open;
    this.first = first;
    this.last = last;
    this.widest = widest;
    hasSketch = open.hasSketch(first - LONGEST + 1, last, Scope.ALL);
    long from = first - widest + 1;
    int seconds = indexOf(last) + 1;
    if (hasSketch) {
      changes = new int[0][];
      perSecond = new int[seconds];
      open.forEachSet(
          from,
          last,
          Scope.ALL,
          (second, sets, bucket) -> perSecond[indexOf(second)] += sets.count(bucket));
    } else {
      changes = new int[countUpTo(widest)][seconds + widest];
      perSecond = new int[0];
      open.forEachStretch(from, last, this::follow);
    }
  }

  /**
   * Looks at the positions of all widths up to the widest.
   *
   * @param first first second in which a position may end
   * @param last last second in which one may end
   */
  static PositionCounts of(OpenSlices open, long first, long last, int widest) {
    return new PositionCounts(open, first, last, widest);
  }

  private static int countUpTo(int widest) {
    int count = 0;
    while (count < WIDTHS.length && WIDTHS[count] <= widest) {
      count++;
    }
    return count;
  }

  private void follow(long second, BucketInstances sets, int from, int to) {
    int[] onTime = sets.onTime().hashes(from, to);
    int[] notOnTime = sets.notOnTime().hashes(from, to);
    int at = 0;
    int atNotOnTime = 0;
    int index = indexOf(second);
    for (int bucket = from; bucket <= to; bucket++) {
      at = add(onTime, at, sets.onTime().count(bucket), index);
      atNotOnTime = add(notOnTime, atNotOnTime, sets.notOnTime().count(bucket), index);
      index++;
    }
  }

  /** Adds so many instances of one second, and says where those of the next begin. */
  private int add(int[] hashes, int from, int count, int index) {
    for (int at = from; at < from + count; at++) {
      int before = seen.see(hashes[at], index);
      for (int i = 0; i < changes.length; i++) {
        int[] change = changes[i];
        change[Math.max(index, before + WIDTHS[i])]++;
        change[index + WIDTHS[i]]--;
      }
    }
    return from + count;
  }

  private int indexOf(long second) {
    return (int) (second - first + widest - 1);
  }

  /**
   * The earliest of the positions with the most instances.
   *
   * @param instances distinct ones
   * @param endSecond its last second, since the epoch
   */
  record Fullest(int instances, long endSecond) {}

  Fullest fullest(int width) {
    int[] counts = counts(width);
    int best = 0;
    for (int i = 1; i < counts.length; i++) {
      best = counts[i] > counts[best] ? i : best;
    }
    return new Fullest(counts[best], first + best);
  }

  private int[] counts(int width) {
    return hasSketch ? united(width) : exact(changes[countUpTo(width) - 1]);
  }

  private int[] exact(int[] change) {
    int[] counts = new int[(int) (last - first + 1)];
    int running = 0;
    for (int index = 0; index <= indexOf(last); index++) {
      running += change[index];
      if (index >= indexOf(first)) {
        counts[index - indexOf(first)] = running;
      }
    }
    return counts;
  }

  private int[] united(int width) {
    int positions = (int) (last - first + 1);
    long[] bounds = new long[positions];
    for (int i = 0; i < positions; i++) {
      long bound = 0;
      for (int back = 0; back < width; back++) {
        bound += perSecond[indexOf(first + i) - back];
      }
      // The larger bound first, then the earlier position.
      bounds[i] = -bound * positions + i;
    }
    Arrays.sort(bounds);
    int[] counts = new int[positions];
    for (int rank = 0; rank < Math.min(UNITED_POSITIONS, positions); rank++) {
      int at = (int) Math.floorMod(bounds[rank], (long) positions);
      long end = first + at;
      counts[at] = open.distinct(end - width + 1, end, Scope.ALL);
    }
    return counts;
  }
}
