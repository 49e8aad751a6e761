package io.dephasing.core.history;

import io.dephasing.core.bytes.Varints;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;

/**
 * Where in its period a group's best position of each cycle lies (METHOD 14.3): the last four
 * cycles, and what came before them as sums that forget slowly.
 */
public final class PeakPhases implements HistoryPart {
  /** Cycles that are told apart. */
  public static final int RECENT = 4;

  /** After so many cycles a place counts half: a peak that stays where it went is no news then. */
  private static final double HALF_LIFE_CYCLES = 14;

  private static final double KEPT = Math.pow(2, -1 / HALF_LIFE_CYCLES);
  private static final long NONE = Long.MIN_VALUE;

  private final ArrayDeque<Peak> recent = new ArrayDeque<>(RECENT + 1);
  private double periodSeconds = Double.NaN;
  private long cycle = NONE;
  private Peak best = Peak.NONE;
  private Sums sums = Sums.NONE;

  /**
   * A cycle's best position.
   *
   * @param instantSecond its fullest second, since the epoch
   * @param size distinct instances
   * @param pValue of the scan
   * @param perSecond events of its fullest second
   */
  public record Peak(long instantSecond, long size, double pValue, int perSecond) {
    static final Peak NONE = new Peak(0, 0, 1, 0);
  }

  /**
   * Cycles that are further back.
   *
   * @param weight how many they count as
   * @param cosines Σ cos φ
   * @param sines Σ sin φ
   * @param logs Σ log of the peaks
   */
  public record Sums(double weight, double cosines, double sines, double logs) {
    static final Sums NONE = new Sums(0, 0, 0, 0);

    private Sums plus(double angle, int peak) {
      return new Sums(
          KEPT * weight + 1,
          KEPT * cosines + Math.cos(angle),
          KEPT * sines + Math.sin(angle),
          KEPT * logs + Math.log(peak));
    }
  }

  /**
   * Asks whether a slice begins another cycle, and closes the one before if it does. Another period
   * begins anew: phases of two periods have nothing in common.
   *
   * @param period s
   */
  public boolean beginsCycle(long second, double period) {
    if (period != periodSeconds) {
      periodSeconds = period;
      recent.clear();
      best = Peak.NONE;
      sums = Sums.NONE;
      cycle = NONE;
    }
    long now = (long) Math.floor(second / period);
    boolean isOver = now != cycle && cycle != NONE;
    cycle = now;
    return isOver && close();
  }

  private boolean close() {
    Peak closed = best;
    best = Peak.NONE;
    if (closed.perSecond == 0) {
      return false;
    }
    recent.addLast(closed);
    if (recent.size() > RECENT) {
      Peak oldest = recent.removeFirst();
      sums = sums.plus(angle(oldest), oldest.perSecond);
    }
    return true;
  }

  /** The fullest second of the cycle so far has so many events; 0 where it is empty. */
  public int mostPerSecond() {
    return best.perSecond;
  }

  /** Takes a position in: of those with as many events in a second, the least likely is kept. */
  public void offer(Peak peak) {
    boolean isBetter =
        peak.perSecond > best.perSecond
            || (peak.perSecond == best.perSecond && peak.pValue < best.pValue);
    best = isBetter ? peak : best;
  }

  /** Angle of a peak in its period, radians. */
  public double angle(Peak peak) {
    return 2 * Math.PI * (peak.instantSecond % periodSeconds) / periodSeconds;
  }

  /** The last cycles, oldest first; at most {@value #RECENT}. */
  public List<Peak> recent() {
    return new ArrayList<>(recent);
  }

  /** What came before them. */
  public Sums sums() {
    return sums;
  }

  @Override
  public void write(DataOutput out) throws IOException {
    out.writeDouble(periodSeconds);
    out.writeLong(cycle);
    write(out, best);
    Varints.write(out, recent.size());
    for (Peak peak : recent) {
      write(out, peak);
    }
    out.writeDouble(sums.weight);
    out.writeDouble(sums.cosines);
    out.writeDouble(sums.sines);
    out.writeDouble(sums.logs);
  }

  private static void write(DataOutput out, Peak peak) throws IOException {
    Varints.writeSigned(out, peak.instantSecond);
    Varints.write(out, peak.size);
    out.writeDouble(peak.pValue);
    Varints.write(out, peak.perSecond);
  }

  @Override
  public void read(DataInput in, int version) throws IOException {
    periodSeconds = in.readDouble();
    cycle = in.readLong();
    best = readPeak(in);
    for (int left = Varints.readInt(in); left > 0; left--) {
      recent.addLast(readPeak(in));
    }
    sums = new Sums(in.readDouble(), in.readDouble(), in.readDouble(), in.readDouble());
  }

  private static Peak readPeak(DataInput in) throws IOException {
    return new Peak(Varints.readSigned(in), Varints.read(in), in.readDouble(), Varints.readInt(in));
  }
}
