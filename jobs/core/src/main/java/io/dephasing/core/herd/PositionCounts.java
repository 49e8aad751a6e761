package io.dephasing.core.herd;

import io.dephasing.core.history.OpenSlices;
import io.dephasing.core.history.Scope;
import io.dephasing.core.slice.SecondSets;
import io.dephasing.core.statistics.ScanWidths;
import java.util.Arrays;
import java.util.List;

/**
 * Distinct instances of all positions of a window at once. An instance at second s, last seen at
 * second p, adds one to the positions that hold s but not p: one pass over the seconds gives all
 * widths, whatever the number of positions. Seconds whose set is a sketch have no instances to
 * follow; there, only the positions with the largest upper bound are united.
 */
final class PositionCounts {
  private static final List<Integer> WIDTHS = ScanWidths.SECONDS;
  private static final int UNITED_POSITIONS = 4;
  private static final int LONGEST = 60;

  private final OpenSlices open;
  private final long first;
  private final long last;
  private final int[] perSecond;

  /** By width and second: how many more instances the position has than the one before it. */
  private final int[][] changes;

  private final LastSeen seen = new LastSeen();
  private boolean hasSketch;

  private PositionCounts(OpenSlices open, long first, long last) {
    this.open = open;
    this.first = first;
    this.last = last;
    int seconds = (int) (last - first + LONGEST);
    perSecond = new int[seconds];
    changes = new int[WIDTHS.size()][seconds + LONGEST + 1];
    open.forEachSet(secondOf(0), last, Scope.ALL, this::take);
  }

  static PositionCounts of(OpenSlices open, long first, long last) {
    return new PositionCounts(open, first, last);
  }

  private void take(long second, SecondSets sets, int bucket) {
    int index = indexOf(second);
    perSecond[index] += sets.count(bucket);
    if (sets.isSketch(bucket)) {
      hasSketch = true;
    } else {
      sets.forEach(bucket, hash -> add(hash, index));
    }
  }

  private void add(int hash, int index) {
    int before = seen.see(hash, index);
    for (int i = 0; i < changes.length; i++) {
      int width = WIDTHS.get(i);
      changes[i][before == LastSeen.NEVER ? index : Math.max(index, before + width)]++;
      changes[i][index + width]--;
    }
  }

  private long secondOf(int index) {
    return first - LONGEST + 1 + index;
  }

  private int indexOf(long second) {
    return (int) (second - first + LONGEST - 1);
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
    return hasSketch ? united(width) : exact(changes[WIDTHS.indexOf(width)]);
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
