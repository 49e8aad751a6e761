package io.dephasing.core.history;

import io.dephasing.core.bytes.Varints;
import io.dephasing.core.slice.DistinctInstances;
import io.dephasing.core.statistics.PhaseHistogram;
import io.dephasing.core.statistics.ScanWidths;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/**
 * The group's cycles for METHOD 9.2: those whose window still fills, and the p-values of the last
 * {@value #JUDGED}.
 */
public final class Cycles implements HistoryPart {
  private static final int JUDGED = 6;
  private static final int MOST_OPEN = 4;

  private final ArrayDeque<Filling> open = new ArrayDeque<>(1);
  private final ArrayDeque<Judged> judged = new ArrayDeque<>(JUDGED);
  private long lastStartSecond = Long.MIN_VALUE;

  /**
   * A cycle that was judged.
   *
   * @param pValue 1 where nothing passed the effect
   * @param endSecond first second behind its window, since the epoch
   */
  public record Judged(double pValue, long endSecond) {}

  /** A cycle whose window still fills. Mutable, owned by the history. */
  public static final class Filling {
    private final long startSecond;
    private final double spreadSeconds;
    private long events;
    private final long[] most = new long[ScanWidths.SECONDS.size()];
    private final int[] phases = new int[PhaseHistogram.BINS];
    private final DistinctInstances instances = DistinctInstances.wide();

    /**
     * A cycle that nothing is known of.
     *
     * @param startSecond first second of its window, since the epoch
     * @param spreadSeconds D, its length
     */
    public Filling(long startSecond, double spreadSeconds) {
      this.startSecond = startSecond;
      this.spreadSeconds = spreadSeconds;
    }

    /** First second of the window, since the epoch. */
    public long startSecond() {
      return startSecond;
    }

    /** First second behind the window. */
    public long endSecond() {
      return (long) (startSecond + spreadSeconds);
    }

    /** D, s. */
    public double spreadSeconds() {
      return spreadSeconds;
    }

    /** Counts the events of one second of the window. */
    public void add(long second, int count, OpenSlices open) {
      events += count;
      double phase = (second + 0.5) % spreadSeconds / spreadSeconds;
      phases[Math.min(PhaseHistogram.BINS - 1, (int) (phase * PhaseHistogram.BINS))] += count;
      open.addTo(second, instances);
    }

    /** So many distinct instances were found in a position of this width. */
    public void found(int widthIndex, long distinct) {
      most[widthIndex] = Math.max(most[widthIndex], distinct);
    }

    /** N, events of the window. */
    public long events() {
      return events;
    }

    /** The most distinct instances that were found in a position of this width. */
    public long most(int widthIndex) {
      return most[widthIndex];
    }

    /** K_w by width, each at most N: a sketch may read a little more; a copy. */
    public long[] countInWidth() {
      long[] counts = most.clone();
      for (int i = 0; i < counts.length; i++) {
        counts[i] = Math.min(counts[i], events);
      }
      return counts;
    }

    /** Events by phase at the period D; a copy. */
    public int[] phases() {
      return phases.clone();
    }

    /** Distinct instances of the window. */
    public int instances() {
      return instances.count();
    }

    private void write(DataOutput out) throws IOException {
      out.writeLong(startSecond);
      out.writeDouble(spreadSeconds);
      Varints.write(out, events);
      for (long each : most) {
        Varints.write(out, each);
      }
      Varints.writeSparse(out, phases);
      instances.write(out);
    }

    private static Filling read(DataInput in) throws IOException {
      Filling cycle = new Filling(in.readLong(), in.readDouble());
      cycle.events = Varints.read(in);
      for (int i = 0; i < cycle.most.length; i++) {
        cycle.most[i] = Varints.read(in);
      }
      Varints.readSparse(in, cycle.phases);
      cycle.instances.read(in);
      return cycle;
    }
  }

  /** Where the last cycle's window began, since the epoch; {@link Long#MIN_VALUE} before any. */
  public long lastStartSecond() {
    return lastStartSecond;
  }

  /** Begins to fill a cycle. */
  public void open(Filling cycle) {
    lastStartSecond = cycle.startSecond();
    open.addLast(cycle);
    if (open.size() > MOST_OPEN) {
      open.removeFirst();
    }
  }

  /** Cycles that still fill, in the order in which they began; not to be changed. */
  public Iterable<Filling> open() {
    return open;
  }

  /** Whether no cycle fills. */
  public boolean isNoneOpen() {
    return open.isEmpty();
  }

  /** The first cycle that fills; null where none does. */
  public @Nullable Filling first() {
    return open.peekFirst();
  }

  /** Lets go of the first cycle that fills. */
  public void close() {
    open.removeFirst();
  }

  /** Remembers a cycle's p-value. */
  public void judged(double pValue, long endSecond) {
    judged.addLast(new Judged(pValue, endSecond));
    if (judged.size() > JUDGED) {
      judged.removeFirst();
    }
  }

  /** Cycles below this level that ended after this second, of the last {@value #JUDGED}. */
  public int below(double level, double afterSecond) {
    int below = 0;
    for (Judged each : judged) {
      below += each.pValue < level && each.endSecond > afterSecond ? 1 : 0;
    }
    return below;
  }

  /** Cycles below this level of the last so many. */
  public int latestBelow(double level, int latest) {
    int below = 0;
    int left = judged.size();
    for (Judged each : judged) {
      below += each.pValue < level && left <= latest ? 1 : 0;
      left--;
    }
    return below;
  }

  @Override
  public void write(DataOutput out) throws IOException {
    out.writeLong(lastStartSecond);
    Varints.write(out, open.size());
    for (Filling cycle : open) {
      cycle.write(out);
    }
    Varints.write(out, judged.size());
    for (Judged each : judged) {
      out.writeDouble(each.pValue);
      out.writeLong(each.endSecond);
    }
  }

  @Override
  public void read(DataInput in, int version) throws IOException {
    lastStartSecond = in.readLong();
    for (int left = Varints.readInt(in); left > 0; left--) {
      open.addLast(Filling.read(in));
    }
    for (int left = Varints.readInt(in); left > 0; left--) {
      judged.addLast(new Judged(in.readDouble(), in.readLong()));
    }
  }
}
