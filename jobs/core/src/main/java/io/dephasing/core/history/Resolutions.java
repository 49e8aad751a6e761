package io.dephasing.core.history;

import io.dephasing.core.bytes.Varints;
import io.dephasing.core.slice.Tally;
import io.dephasing.core.statistics.TimeResolution;
import io.dephasing.core.statistics.TimeResolution.Grid;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * What the group's times are rounded to, as of a slice (METHOD 5.5). One time off the whole second,
 * or the whole minute, says for the next {@value #FORGOTTEN_AFTER} slices with starts that they are
 * finer.
 */
final class Resolutions implements HistoryPart {
  /** Slices with starts in a row; afterwards it is another producer. */
  static final int FORGOTTEN_AFTER = 60;

  /** A second is judged as of a slice that is at most this far behind the newest settled one. */
  private static final long ASKED = 16;

  private static final Grid[] GRIDS = Grid.values();

  /** Whole seconds that were seen, as far as they count. */
  private int seconds;

  /** Slices in a row whose starts are all whole seconds, and whole minutes. */
  private int onSecond;

  private int onMinute;

  /** Whether starts off them were seen before that. */
  private boolean isFinerThanSecond;

  private boolean isFinerThanMinute;

  /** From a slice on, what is known; by slice. */
  private final TimedValues known = new TimedValues();

  /** Takes a settled slice with starts in; in order of time. */
  void add(long slice, Tally tally) {
    boolean areSeconds = tally.wholeSeconds() == tally.starts();
    seconds =
        areSeconds ? (int) Math.min(TimeResolution.FEWEST_SECONDS, seconds + tally.starts()) : 0;
    onSecond = areSeconds ? Math.min(FORGOTTEN_AFTER, onSecond + 1) : 0;
    onMinute = tally.areWholeMinutes() ? Math.min(FORGOTTEN_AFTER, onMinute + 1) : 0;
    isFinerThanSecond = !areSeconds || (isFinerThanSecond && onSecond < FORGOTTEN_AFTER);
    isFinerThanMinute =
        !tally.areWholeMinutes() || (isFinerThanMinute && onMinute < FORGOTTEN_AFTER);
    long now =
        code(
            grid(isFinerThanSecond, seconds >= TimeResolution.FEWEST_SECONDS),
            grid(isFinerThanMinute, onMinute >= TimeResolution.FEWEST_MINUTES));
    if (known.size() == 0 || known.value(known.size() - 1) != now) {
      known.append(slice + 1, now);
      known.drop(known.before(slice - ASKED) - 1);
    }
  }

  private static Grid grid(boolean isFiner, boolean isEvidence) {
    return isFiner ? Grid.FINER : isEvidence ? Grid.ROUNDED : Grid.UNKNOWN;
  }

  private static long code(Grid second, Grid minute) {
    return (long) second.ordinal() * GRIDS.length + minute.ordinal();
  }

  /** What the slices before this one tell. */
  TimeResolution asOf(long slice) {
    int before = known.before(slice + 1);
    if (before == 0) {
      return TimeResolution.UNKNOWN;
    }
    int code = (int) known.value(before - 1);
    return new TimeResolution(GRIDS[code / GRIDS.length], GRIDS[code % GRIDS.length]);
  }

  @Override
  public boolean isEmpty() {
    return known.size() == 0;
  }

  @Override
  public void write(DataOutput out) throws IOException {
    Varints.write(out, seconds);
    Varints.write(out, onSecond);
    Varints.write(out, onMinute);
    out.writeBoolean(isFinerThanSecond);
    out.writeBoolean(isFinerThanMinute);
    known.write(out);
  }

  @Override
  public void read(DataInput in, int version) throws IOException {
    seconds = Varints.readInt(in);
    onSecond = Varints.readInt(in);
    onMinute = Varints.readInt(in);
    isFinerThanSecond = in.readBoolean();
    isFinerThanMinute = in.readBoolean();
    known.read(in);
  }
}
