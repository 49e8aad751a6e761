package io.dephasing.core.history;

import io.dephasing.core.bytes.Varints;
import io.dephasing.core.slice.Slice;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;

/**
 * When a group's herds come back (METHOD 4): three herds that are equally far apart are three
 * witnesses of their period, where the bank needs more. Remembers when that changed, so that it can
 * be asked as of a slice.
 */
final class Recurrence implements HistoryPart {
  private static final int HERDS = 3;
  private static final int KEPT = 32;

  /** What comes sooner than this is the same herd. */
  private static final long SAME_HERD_SECONDS = 90;

  /** How far two distances may differ and be equal: clocks, and who comes first. */
  private static final long LEAST_TOLERANCE_SECONDS = 5;

  private static final double TOLERANCE = 0.02;

  /** A herd that has not come for so many periods comes no more. */
  private static final double MISSED_PERIODS = 2.5;

  /** The first seconds of the latest herds, oldest first. */
  private long[] herds = {};

  /** From the slice of the same place on the period is so many seconds; NaN for unknown. */
  private double[] periods = {};

  private long[] from = {};

  /** A herd of a slice that settles next. */
  void herd(long second) {
    if (herds.length > 0 && second - herds[herds.length - 1] < SAME_HERD_SECONDS) {
      return;
    }
    int dropped = herds.length == HERDS ? 1 : 0;
    herds = Arrays.copyOfRange(herds, dropped, herds.length + 1);
    herds[herds.length - 1] = second;
  }

  /** A slice has settled. */
  void settle(long slice) {
    double period = period((slice + 1) * Slice.BUCKETS);
    double known = from.length == 0 ? Double.NaN : periods[from.length - 1];
    if (Double.compare(known, period) != 0) {
      int dropped = from.length == KEPT ? 1 : 0;
      from = Arrays.copyOfRange(from, dropped, from.length + 1);
      periods = Arrays.copyOfRange(periods, dropped, from.length + dropped);
      from[from.length - 1] = slice + 1;
      periods[from.length - 1] = period;
    }
  }

  private double period(long second) {
    if (herds.length < HERDS) {
      return Double.NaN;
    }
    long earlier = herds[1] - herds[0];
    long later = herds[2] - herds[1];
    double mean = (herds[2] - herds[0]) / 2.0;
    double tolerance = Math.max(LEAST_TOLERANCE_SECONDS, TOLERANCE * mean);
    boolean isEqual = Math.abs(later - earlier) <= tolerance;
    return isEqual && second - herds[2] <= MISSED_PERIODS * mean ? mean : Double.NaN;
  }

  /** The period that the slices before this one tell, s; NaN where unknown. */
  double asOf(long slice) {
    double period = Double.NaN;
    for (int i = 0; i < from.length && from[i] <= slice; i++) {
      period = periods[i];
    }
    return period;
  }

  /** When the latest herd began, second since the epoch; the least before any. */
  long latestSecond() {
    return herds.length == 0 ? Long.MIN_VALUE : herds[herds.length - 1];
  }

  @Override
  public boolean isEmpty() {
    return herds.length == 0;
  }

  @Override
  public void write(DataOutput out) throws IOException {
    Varints.write(out, herds.length);
    for (long herd : herds) {
      Varints.writeSigned(out, herd);
    }
    Varints.write(out, from.length);
    for (int i = 0; i < from.length; i++) {
      Varints.writeSigned(out, from[i]);
      out.writeDouble(periods[i]);
    }
  }

  @Override
  public void read(DataInput in, int version) throws IOException {
    herds = new long[Varints.readInt(in)];
    for (int i = 0; i < herds.length; i++) {
      herds[i] = Varints.readSigned(in);
    }
    from = new long[Varints.readInt(in)];
    periods = new double[from.length];
    for (int i = 0; i < from.length; i++) {
      from[i] = Varints.readSigned(in);
      periods[i] = in.readDouble();
    }
  }
}
