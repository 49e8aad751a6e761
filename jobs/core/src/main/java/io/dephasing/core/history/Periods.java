package io.dephasing.core.history;

import io.dephasing.core.bytes.Varints;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayDeque;

/** The bank's dominant period (METHOD 4) as of the slices that windows are seen against. */
public final class Periods implements HistoryPart {
  private static final int KEPT = 4;

  private final ArrayDeque<Period> recent = new ArrayDeque<>(KEPT);

  /**
   * What the bank says.
   *
   * @param from the first slice that it holds for
   * @param seconds dominant period; NaN where there is none
   * @param orderParameter R there, 0 to 1; NaN where there is no period
   */
  public record Period(long from, double seconds, double orderParameter) {
    /** None of the bank. */
    static final Period NONE = new Period(Long.MIN_VALUE, Double.NaN, Double.NaN);
  }

  void add(Period period) {
    recent.addLast(period);
    if (recent.size() > KEPT) {
      recent.removeFirst();
    }
  }

  /** What the slices before this one tell. */
  public Period asOf(long slice) {
    Period known = Period.NONE;
    for (Period period : recent) {
      known = period.from <= slice ? period : known;
    }
    return known;
  }

  @Override
  public boolean isEmpty() {
    return recent.isEmpty();
  }

  @Override
  public void write(DataOutput out) throws IOException {
    Varints.write(out, recent.size());
    for (Period period : recent) {
      Varints.writeSigned(out, period.from);
      Varints.write(out, Double.isNaN(period.seconds) ? 0 : (long) period.seconds);
      out.writeDouble(period.orderParameter);
    }
  }

  @Override
  public void read(DataInput in, int version) throws IOException {
    for (int left = Varints.readInt(in); left > 0; left--) {
      long from = Varints.readSigned(in);
      long seconds = Varints.read(in);
      recent.addLast(new Period(from, seconds == 0 ? Double.NaN : seconds, in.readDouble()));
    }
  }
}
