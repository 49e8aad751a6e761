package io.dephasing.core.history;

import io.dephasing.core.bytes.Varints;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Slices that alerts are about: they are kept out of what later ones are compared with, or a storm
 * would become its own baseline (METHOD 7.2). One that lasts for {@value #NEW_LEVEL_AFTER} slices
 * is a new level: from its beginning on, all counts again, and nothing before it.
 */
public final class Floods implements HistoryPart {
  /** Six hours. */
  public static final long NEW_LEVEL_AFTER = 360;

  private static final long NEVER = Long.MIN_VALUE;
  private static final long KEPT = GroupHistory.DAY + 64;

  /** Gaps of so much do not end a flood. */
  private static final long GAP = 3;

  private static final int MOST = 64;

  /** Oldest first, apart from each other. */
  private final List<Stretch> stretches = new ArrayList<>(1);

  private long levelFrom = NEVER;

  /** Slices from first to last, both inside. */
  private record Stretch(long first, long last) {}

  /** An alert is about this slice. */
  public void add(long slice) {
    if (slice < levelFrom || contains(slice)) {
      return;
    }
    stretches.removeIf(stretch -> stretch.last < slice - KEPT);
    insert(slice);
    while (stretches.size() > MOST) {
      stretches.set(1, new Stretch(stretches.get(0).first, stretches.get(1).last));
      stretches.remove(0);
    }
    long began = began(slice);
    if (slice - began >= NEW_LEVEL_AFTER) {
      levelFrom = began;
      stretches.clear();
    }
  }

  /** Whether an alert is about this slice, and it is no new level. */
  public boolean isAbout(long slice) {
    return slice >= levelFrom && contains(slice);
  }

  private boolean contains(long slice) {
    return stretches.stream().anyMatch(s -> s.first <= slice && slice <= s.last);
  }

  private void insert(long slice) {
    int at = 0;
    while (at < stretches.size() && stretches.get(at).last < slice - 1) {
      at++;
    }
    Stretch one = new Stretch(slice, slice);
    while (at < stretches.size() && stretches.get(at).first <= slice + 1) {
      Stretch near = stretches.remove(at);
      one = new Stretch(Math.min(one.first, near.first), Math.max(one.last, near.last));
    }
    stretches.add(at, one);
  }

  /** Where the flood began that this slice belongs to. */
  private long began(long slice) {
    long began = slice;
    for (int i = stretches.size() - 1; i >= 0; i--) {
      Stretch stretch = stretches.get(i);
      if (stretch.first <= slice && stretch.last >= began - GAP - 1) {
        began = Math.min(began, stretch.first);
      }
    }
    return began;
  }

  /** The first slice from this one on that is still compared with. */
  public long firstCounted(long first) {
    return Math.max(first, levelFrom);
  }

  /** Starts in the slices from first to before end that no alert is about. */
  public Level level(MinuteCounts counts, long first, long end) {
    long from = firstCounted(first);
    long slices = Math.max(0, end - from);
    long sum = counts.sum(from, end);
    double squares = counts.sumSquares(from, end);
    for (Stretch stretch : stretches) {
      long begin = Math.max(from, stretch.first);
      long behind = Math.min(end, stretch.last + 1);
      if (begin < behind) {
        slices -= behind - begin;
        sum -= counts.sum(begin, behind);
        squares -= counts.sumSquares(begin, behind);
      }
    }
    return new Level(slices, sum, squares);
  }

  /**
   * What is usual.
   *
   * @param slices that it is taken over
   * @param sum of their counts
   * @param squares of their counts, summed
   */
  public record Level(long slices, long sum, double squares) {}

  @Override
  public boolean isEmpty() {
    return stretches.isEmpty() && levelFrom == NEVER;
  }

  @Override
  public void write(DataOutput out) throws IOException {
    out.writeLong(levelFrom);
    Varints.write(out, stretches.size());
    for (Stretch stretch : stretches) {
      Varints.writeSigned(out, stretch.first);
      Varints.write(out, stretch.last - stretch.first);
    }
  }

  @Override
  public void read(DataInput in, int version) throws IOException {
    levelFrom = in.readLong();
    for (int left = Varints.readInt(in); left > 0; left--) {
      long first = Varints.readSigned(in);
      stretches.add(new Stretch(first, first + Varints.read(in)));
    }
  }
}
