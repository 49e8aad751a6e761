package io.dephasing.core.statistics;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * Finds the period of a group that nobody has told: 15 periods from 1 min to 24 h, for each {@code
 * Z_j = Σ c_b e^{2πi t_b/T_j}} and Σw over slices, w the events of a slice, and how many witnesses
 * these are (METHOD 4). A witness is a burst: slices with events, one after the other, for one
 * period at most; after a gap, those of another cycle. To forget, what is Δ older counts 2^(-Δ/(h
 * T_j)), a square of it its square (forward decay; Cormode et al. 2009). Immutable; at most 900
 * multiply-adds a slice.
 */
public final class PeriodBank {
  /** A half-life of 4 periods (METHOD 4). */
  public static final double HALF_LIFE_PERIODS = 4;

  private static final int SUMS = 5;
  private static final int EARLIER_SUMS = 4;
  private static final int CLOSED = 3;
  private static final int BURST = 4;
  private static final long NO_SLICE = Long.MIN_VALUE;
  private static final double LEVEL = 0.01;
  private static final double MINIMUM_LENGTH = 0.5;
  private static final double MINIMUM_WITNESSES = 4;

  /** So far below {@link #MINIMUM_LENGTH}, squared, no rounding reaches it. */
  private static final double SURELY_SHORT = 0.2;

  /** Mostly each slice follows on the last; by entry. */
  private static final double[] DECAY_OF_A_SLICE = decayOfASlice();

  /** A period is looked at once three of it have been watched. */
  private static final int MINIMUM_PERIODS = 3;

  private final double halfLifePeriods;
  private final long newestSlice;

  /** The newest slice with events. */
  private final long activeSlice;

  /** For each period: Re Z, Im Z, Σw, Σ w² of the bursts that are over, w of the latest. */
  private final double[] sums;

  /** For each period, where its latest burst began. */
  private final long[] burstFrom;

  private PeriodBank(
      double halfLifePeriods, long newestSlice, long activeSlice, double[] sums, long[] burstFrom) {
    this.halfLifePeriods = halfLifePeriods;
    this.newestSlice = newestSlice;
    this.activeSlice = activeSlice;
    this.sums = sums;
    this.burstFrom = burstFrom;
  }

  /** Without events, forgetting with the half-life of METHOD 4. */
  public static PeriodBank empty() {
    return empty(HALF_LIFE_PERIODS);
  }

  /**
   * Without events.
   *
   * @param halfLifePeriods h, half-life in periods of each entry, above 0; infinite never forgets
   */
  public static PeriodBank empty(double halfLifePeriods) {
    if (!(halfLifePeriods > 0)) {
      throw new IllegalArgumentException(
          "half-life %s periods is not above 0".formatted(halfLifePeriods));
    }
    int entries = PeriodTable.entries();
    return new PeriodBank(
        halfLifePeriods, NO_SLICE, NO_SLICE, new double[SUMS * entries], new long[entries]);
  }

  /**
   * With a closed slice added. Each slice is to be added once, in order of time.
   *
   * @param sliceIndex minutes since the epoch, above those of all slices before
   * @param counts starts in each of its 60 buckets of 1 s
   */
  public PeriodBank plusSlice(long sliceIndex, int[] counts) {
    if (counts.length != PeriodTable.SLICE_SECONDS) {
      throw new IllegalArgumentException(
          "slice has %d buckets, not %d".formatted(counts.length, PeriodTable.SLICE_SECONDS));
    }
    double events = Rate.events(counts);
    double[] next = new double[sums.length];
    long[] nextFrom = burstFrom.clone();
    for (int j = 0; j < PeriodTable.entries(); j++) {
      double old = newestSlice == NO_SLICE ? 0 : decay(j, sliceIndex - newestSlice);
      double[] resultant =
          events == 0 ? new double[2] : PeriodTable.resultant(j, sliceIndex, counts);
      int at = SUMS * j;
      double burst = sums[at + BURST] * old;
      double closed = sums[at + CLOSED] * old * old;
      if (events > 0 && isNewBurst(j, sliceIndex)) {
        closed += burst * burst;
        burst = 0;
        nextFrom[j] = sliceIndex;
      }
      next[at] = sums[at] * old + resultant[0];
      next[at + 1] = sums[at + 1] * old + resultant[1];
      next[at + 2] = sums[at + 2] * old + events;
      next[at + CLOSED] = closed;
      next[at + BURST] = burst + events;
    }
    return new PeriodBank(
        halfLifePeriods, sliceIndex, events > 0 ? sliceIndex : activeSlice, next, nextFrom);
  }

  /** Whether a slice with events is another witness of a period than the last such slice. */
  private boolean isNewBurst(int entry, long slice) {
    if (activeSlice == NO_SLICE) {
      return true;
    }
    int period = PeriodTable.periodSeconds(entry);
    boolean isLong = (slice - burstFrom[entry]) * PeriodTable.SLICE_SECONDS >= period;
    boolean isApart =
        slice - activeSlice > 1 && cycle(period, slice) != cycle(period, burstFrom[entry]);
    return isLong || isApart;
  }

  /** Cycles begin half a period before what people write into cron. */
  private static long cycle(int period, long slice) {
    return Math.floorDiv(slice * PeriodTable.SLICE_SECONDS + period / 2, period);
  }

  private double decay(int entry, long slices) {
    if (slices == 1 && halfLifePeriods == HALF_LIFE_PERIODS) {
      return DECAY_OF_A_SLICE[entry];
    }
    return slices == 0 ? 1 : decay(entry, slices, halfLifePeriods);
  }

  private static double decay(int entry, long slices, double halfLifePeriods) {
    double periods = (double) slices * PeriodTable.SLICE_SECONDS / PeriodTable.periodSeconds(entry);
    return Math.pow(0.5, periods / halfLifePeriods);
  }

  private static double[] decayOfASlice() {
    double[] decays = new double[PeriodTable.entries()];
    for (int j = 0; j < decays.length; j++) {
      decays[j] = decay(j, 1, HALF_LIFE_PERIODS);
    }
    return decays;
  }

  /** Number of periods in the bank. */
  public static int entries() {
    return PeriodTable.entries();
  }

  /** T_j in seconds, ascending in j. */
  public static int periodSeconds(int entry) {
    return PeriodTable.periodSeconds(entry);
  }

  /** The entry of a period, or -1 where the bank has none of that length. */
  public static int entryOf(double periodSeconds) {
    for (int j = 0; j < PeriodTable.entries(); j++) {
      if (PeriodTable.periodSeconds(j) == periodSeconds) {
        return j;
      }
    }
    return -1;
  }

  /** {@code R_j = |Z_j|/Σw}, 0 to 1; NaN without events. */
  public double length(int entry) {
    int at = SUMS * entry;
    double n = sums[at + 2];
    return n > 0 ? Math.min(1, Math.hypot(sums[at], sums[at + 1]) / n) : Double.NaN;
  }

  /** Mean phase in seconds since the epoch modulo T_j, 0 to below T_j; NaN without events. */
  public double phaseSeconds(int entry) {
    int at = SUMS * entry;
    return sums[at + 2] > 0
        ? OrderParameter.phaseRatio(sums[at], sums[at + 1]) * PeriodTable.periodSeconds(entry)
        : Double.NaN;
  }

  /**
   * Effective number {@code (Σw)²/Σw²} of witnesses: a burst is one, however long (Kish 1965); 0 if
   * there are none.
   */
  public double effectiveBursts(int entry) {
    int at = SUMS * entry;
    double burst = sums[at + BURST];
    double squares = sums[at + CLOSED] + burst * burst;
    return squares > 0 ? sums[at + 2] * sums[at + 2] / squares : 0;
  }

  /**
   * {@code p_j = 15 · Rayleigh(n_eff, R_j)}, at most 1 (Bonferroni).
   *
   * @param spanSeconds time since the start of the group's first slice
   * @return 1 below four effective witnesses; NaN without events or before three periods
   */
  public double pAdjusted(int entry, double spanSeconds) {
    double length = length(entry);
    if (Double.isNaN(length)
        || spanSeconds < (double) MINIMUM_PERIODS * PeriodTable.periodSeconds(entry)) {
      return Double.NaN;
    }
    double n = effectiveBursts(entry);
    return n < MINIMUM_WITNESSES
        ? 1
        : Math.min(1, PeriodTable.entries() * Rayleigh.pValue(n, length));
  }

  /**
   * The longest T_j with p_j below 0.01 and R_j of 0.5 or more: a burst each hour has R near 1 at
   * every divisor of the hour and near 0 at every multiple. A day's rhythm stays under 0.5.
   *
   * @param spanSeconds time since the start of the group's first slice
   * @return seconds; NaN where none of the bank is it
   */
  public double dominantPeriodSeconds(double spanSeconds) {
    for (int j = PeriodTable.entries() - 1; j >= 0; j--) {
      if (!isSurelyShort(j) && pAdjusted(j, spanSeconds) < LEVEL && length(j) >= MINIMUM_LENGTH) {
        return PeriodTable.periodSeconds(j);
      }
    }
    return Double.NaN;
  }

  /** Without a root or a logarithm: true of nearly all periods of nearly all groups. */
  private boolean isSurelyShort(int entry) {
    int at = SUMS * entry;
    double n = sums[at + 2];
    return sums[at] * sums[at] + sums[at + 1] * sums[at + 1] < SURELY_SHORT * n * n;
  }

  /** Writes what {@link #read} reads. */
  public void write(DataOutput out) throws IOException {
    out.writeDouble(halfLifePeriods);
    out.writeLong(newestSlice);
    out.writeLong(activeSlice);
    for (double sum : sums) {
      out.writeDouble(sum);
    }
    for (long from : burstFrom) {
      out.writeLong(from);
    }
  }

  /** What {@link #write} wrote. */
  public static PeriodBank read(DataInput in) throws IOException {
    double halfLifePeriods = in.readDouble();
    long newestSlice = in.readLong();
    long activeSlice = in.readLong();
    double[] sums = new double[SUMS * PeriodTable.entries()];
    for (int i = 0; i < sums.length; i++) {
      sums[i] = in.readDouble();
    }
    long[] burstFrom = new long[PeriodTable.entries()];
    for (int j = 0; j < burstFrom.length; j++) {
      burstFrom[j] = in.readLong();
    }
    return new PeriodBank(halfLifePeriods, newestSlice, activeSlice, sums, burstFrom);
  }

  /** What was written when each slice was a witness: it stays what it was, and is forgotten. */
  public static PeriodBank readOfSlices(DataInput in) throws IOException {
    double halfLifePeriods = in.readDouble();
    long newestSlice = in.readLong();
    int entries = PeriodTable.entries();
    double[] sums = new double[SUMS * entries];
    for (int j = 0; j < entries; j++) {
      for (int i = 0; i < EARLIER_SUMS; i++) {
        sums[SUMS * j + i] = in.readDouble();
      }
    }
    return new PeriodBank(halfLifePeriods, newestSlice, NO_SLICE, sums, new long[entries]);
  }
}
