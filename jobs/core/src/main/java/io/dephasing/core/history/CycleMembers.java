package io.dephasing.core.history;

import io.dephasing.core.bytes.Varints;
import io.dephasing.core.slice.DistinctInstances;
import io.dephasing.core.slice.Slice;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/**
 * How many members each cycle has seen (METHOD 10, F5). A cycle is as long as the cadence, a slice
 * at least, and begins half a cadence before the phase in which the group acts; it counts from the
 * first that was watched from its beginning.
 */
public final class CycleMembers implements HistoryPart {
  private static final int KEPT = 4;

  private double cadenceSeconds = Double.NaN;
  private double beginsSeconds;
  private long firstWhole;
  private long current = Long.MIN_VALUE;
  private @Nullable DistinctInstances seen;
  private final ArrayDeque<Finished> finished = new ArrayDeque<>(2);

  private record Finished(long cycle, int seen) {}

  /**
   * Takes a settled slice's instances in.
   *
   * @param cadence as the slices up to this one tell, s; NaN where unknown
   * @param phase in which the group acts, s since the epoch modulo the cadence
   */
  void add(long slice, DistinctInstances instances, double cadence, double phase) {
    if (Double.compare(cadence, cadenceSeconds) != 0) {
      restart(slice, cadence, phase);
    }
    if (Double.isNaN(cadence)) {
      return;
    }
    long cycle = cycleOf(slice);
    DistinctInstances together = seen;
    if (cycle != current || together == null) {
      finish();
      together = DistinctInstances.wide();
      seen = together;
      current = cycle;
    }
    together.absorb(instances);
  }

  private void restart(long slice, double cadence, double phase) {
    cadenceSeconds = cadence;
    current = Long.MIN_VALUE;
    seen = null;
    finished.clear();
    if (!Double.isNaN(cadence)) {
      beginsSeconds = phase - cadence / 2;
      firstWhole = cycleOf(slice) + 1;
    }
  }

  private void finish() {
    if (seen != null) {
      finished.addLast(new Finished(current, seen.count()));
      if (finished.size() > KEPT) {
        finished.removeFirst();
      }
    }
  }

  /** The cycle that holds the middle of a slice. */
  private long cycleOf(long slice) {
    double middle = (slice + 0.5) * Slice.BUCKETS - beginsSeconds;
    return (long) Math.floor(middle / Math.max(cadenceSeconds, Slice.BUCKETS));
  }

  /**
   * Distinct instances of the last cycle that was over before this slice.
   *
   * @return instances; NaN where no cycle is known
   */
  public double asOf(long slice) {
    if (Double.isNaN(cadenceSeconds)) {
      return Double.NaN;
    }
    long cycle = cycleOf(slice) - 1;
    if (cycle < firstWhole) {
      return Double.NaN;
    }
    if (cycle == current && seen != null) {
      return seen.count();
    }
    for (Finished each : finished) {
      if (each.cycle == cycle) {
        return each.seen;
      }
    }
    return cycle > current || finished.isEmpty() || cycle > finished.getFirst().cycle
        ? 0
        : Double.NaN;
  }

  @Override
  public boolean isEmpty() {
    return Double.isNaN(cadenceSeconds);
  }

  @Override
  public void write(DataOutput out) throws IOException {
    out.writeDouble(cadenceSeconds);
    out.writeDouble(beginsSeconds);
    Varints.writeSigned(out, firstWhole);
    Varints.writeSigned(out, current);
    out.writeBoolean(seen != null);
    if (seen != null) {
      seen.write(out);
    }
    Varints.write(out, finished.size());
    for (Finished each : finished) {
      Varints.writeSigned(out, each.cycle);
      Varints.write(out, each.seen);
    }
  }

  @Override
  public void read(DataInput in, int version) throws IOException {
    cadenceSeconds = in.readDouble();
    beginsSeconds = in.readDouble();
    firstWhole = Varints.readSigned(in);
    current = Varints.readSigned(in);
    if (in.readBoolean()) {
      DistinctInstances read = DistinctInstances.wide();
      read.read(in);
      seen = read;
    }
    for (int left = Varints.readInt(in); left > 0; left--) {
      finished.addLast(new Finished(Varints.readSigned(in), Varints.readInt(in)));
    }
  }
}
