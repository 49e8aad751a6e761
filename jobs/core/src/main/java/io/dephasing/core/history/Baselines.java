package io.dephasing.core.history;

import io.dephasing.core.bytes.Varints;
import io.dephasing.core.event.EventKind;
import io.dephasing.core.history.SeasonalCells.Usual;
import io.dephasing.core.slice.Slice;
import io.dephasing.core.statistics.Cusum;
import io.dephasing.core.statistics.Moments;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Optional;

/**
 * What a group looked like before (METHOD 7). Blocks, which are cycles or, where no cadence is
 * known, hours, tell the change since dephasing was changed; hours by their place in the week tell
 * what is usual now.
 */
public final class Baselines implements HistoryPart {
  /** Hours after which a spread that has fallen is what is usual: a day has seen each hour. */
  public static final long NEW_LEVEL_HOURS = 24;

  private static final long HOUR = 60;
  private static final long NEVER = Long.MIN_VALUE;

  /** Below it, an hour's spread is no estimate. */
  private static final long FEWEST_IN_HOUR = 10;

  /** Below it, the longest of an hour's runs so far tell nothing of all of them. */
  private static final long FEWEST_DURATIONS = 20;

  private final SeasonalCells[] cells = new SeasonalCells[BaselineMeasure.all().size()];
  private final Epoch before = new Epoch();
  private final Epoch since = new Epoch();
  private long frozenAtMillis = NEVER;
  private long hour = NEVER;
  private BlockSums inHour = new BlockSums();
  private Drift drift = Drift.NONE;
  private final LowSpread low = new LowSpread();

  /** Of the latest whole hour; NaN where it had no durations. */
  private double durationLog = Double.NaN;

  /**
   * What a slice does not tell by itself.
   *
   * @param runs most in flight at once; 0 where ENDs are not reported
   * @param hasSeconds whether its times tell the second: those that are whole minutes do not
   */
  record Seen(long runs, boolean hasSeconds) {}

  /**
   * Where the spread stands against what is usual, as of the latest whole hour (METHOD 7.3).
   *
   * @param hour since the epoch; {@link Long#MIN_VALUE} before any
   * @param cusum of the hours' z
   * @param hours that the cusum's run downwards has lasted
   * @param sumOfLogs Σ log of the spread over the usual one, of these hours
   * @param log of the hour's spread in seconds; NaN where it had too few starts
   * @param usualLog of an hour at this time; NaN where not enough of them were seen
   */
  public record Drift(
      long hour, Cusum cusum, int hours, double sumOfLogs, double log, double usualLog) {
    /** A fifth less than usual, over all hours that have added up. */
    public static final double LARGEST_RATIO = 0.8;

    /** The latest hour still shows it. */
    private static final double LARGEST_LATEST_RATIO = 0.9;

    /** Nothing is known. */
    static final Drift NONE = new Drift(NEVER, Cusum.ZERO, 0, 0, Double.NaN, Double.NaN);

    /** The hour's spread over what is usual; NaN where either is unknown. */
    public double ratio() {
      return Math.exp(log - usualLog);
    }

    /** The same of all hours of the run; NaN before it has begun. */
    public double meanRatio() {
      return hours == 0 ? Double.NaN : Math.exp(sumOfLogs / hours);
    }

    private Drift unknown(long hour, double log) {
      return new Drift(hour, cusum, hours, sumOfLogs, log, Double.NaN);
    }

    /** Whether the latest hour shows, like those before it, that starts lie closer together. */
    public boolean isRegressed() {
      return cusum.signal(Cusum.LIMIT) < 0
          && meanRatio() <= LARGEST_RATIO
          && ratio() <= LARGEST_LATEST_RATIO;
    }

    /** What has been seen is what is usual from now on. */
    private Drift asUsual() {
      return new Drift(hour, Cusum.ZERO, 0, 0, log, usualLog + sumOfLogs / hours);
    }

    private Drift plus(long hour, double log, Usual usual) {
      double z = usual.deviation(log);
      // After a signal, the first ordinary hour starts it anew.
      boolean isOver = cusum.signal(Cusum.LIMIT) < 0 && z >= 0;
      Cusum next = (isOver ? Cusum.ZERO : cusum).plus(z, Cusum.ALLOWANCE);
      boolean isRun = next.low() > 0;
      return new Drift(
          hour,
          next,
          isRun ? hours + 1 : 0,
          isRun ? sumOfLogs + log - usual.mean() : 0,
          log,
          usual.mean());
    }
  }

  /** Nothing yet. */
  Baselines(EventKind kind) {
    for (BaselineMeasure measure : BaselineMeasure.all()) {
      cells[measure.ordinal()] =
          new SeasonalCells(
              measure.isWeekly(kind) ? SeasonalCells.HOURS_OF_WEEK : SeasonalCells.HOURS_OF_DAY);
    }
  }

  /**
   * Takes a settled slice in; in order of time.
   *
   * @param cadenceSeconds NaN where unknown
   */
  void add(long index, Slice slice, double cadenceSeconds, Seen seen) {
    long now = Math.floorDiv(index, HOUR);
    if (now != hour) {
      closeHour();
      hour = now;
    }
    inHour.add(slice, seen);
    since.add(index, slice, cadenceSeconds, seen);
  }

  private void closeHour() {
    if (hour == NEVER) {
      return;
    }
    boolean hasSpread = inHour.freedom() >= FEWEST_IN_HOUR;
    closeSpread(hasSpread ? inHour.log(BaselineMeasure.SPREAD_STDDEV_SECONDS) : Double.NaN);
    for (BaselineMeasure measure : BaselineMeasure.all()) {
      double log = inHour.log(measure);
      if (measure != BaselineMeasure.SPREAD_STDDEV_SECONDS && !Double.isNaN(log)) {
        cells[measure.ordinal()].add(hour, log);
      }
    }
    durationLog = inHour.log(BaselineMeasure.DURATION_P99_SECONDS);
    since.closeHour(durationLog);
    inHour = new BlockSums();
  }

  private void closeSpread(double log) {
    SeasonalCells usualSpread = cells[BaselineMeasure.SPREAD_STDDEV_SECONDS.ordinal()];
    Optional<Usual> usual = usualSpread.usual(hour);
    boolean isKnown = usual.isPresent() && !Double.isNaN(log);
    drift = isKnown ? drift.plus(hour, log, usual.get()) : drift.unknown(hour, log);
    double z = isKnown ? usual.get().deviation(log) : Double.NaN;
    boolean isKeptOut = low.add(drift, z);
    if (low.isNewLevel(hour)) {
      usualSpread.shift(drift.sumOfLogs / drift.hours);
      drift = drift.asUsual();
      low.clear();
    } else if (!isKeptOut && !Double.isNaN(log)) {
      usualSpread.add(hour, log);
    }
  }

  /**
   * Dephasing was changed at this time: what was seen until now is the baseline from here on, and
   * what is usual is learned anew. Asking once more for the same change does nothing.
   */
  public void freeze(long atMillis) {
    if (atMillis <= frozenAtMillis) {
      return;
    }
    frozenAtMillis = atMillis;
    // The block and the hour that are open hold both: they belong to neither.
    before.become(since);
    since.clear();
    hour = NEVER;
    inHour = new BlockSums();
    drift = Drift.NONE;
    low.clear();
    durationLog = Double.NaN;
    for (SeasonalCells each : cells) {
      each.clear();
    }
  }

  /** Whether dephasing was changed while the group was watched. */
  public boolean isFrozen() {
    return frozenAtMillis != NEVER && !before.isEmpty();
  }

  /** What was before the change; empty before any. */
  public Epoch before() {
    return before;
  }

  /** What was since the change, or since the group is known. */
  public Epoch since() {
    return since;
  }

  /** Where the spread stands. */
  public Drift drift() {
    return drift;
  }

  /**
   * Logarithm of what 99 of 100 runs of the latest whole hour took no longer than, in seconds, or
   * of the hour at hand where that is less and twenty runs tell it; NaN where nothing is known.
   */
  public double latestDuration() {
    return inHour.durations() < FEWEST_DURATIONS
        ? durationLog
        : Math.min(durationLog, inHour.log(BaselineMeasure.DURATION_P99_SECONDS));
  }

  /**
   * Baseline of a measure for a window, as of its slice: what was before the change; else what is
   * usual at this hour; else what has been so far, from 2 blocks on. In the measure's unit; NaN
   * where there is none.
   */
  public double baseline(BaselineMeasure measure, long slice) {
    if (isFrozen()) {
      Moments frozen = before.logs(measure, Long.MAX_VALUE);
      return frozen.n() == 0 ? Double.NaN : Math.exp(frozen.mean());
    }
    Optional<Usual> usual = cells[measure.ordinal()].usual(Math.floorDiv(slice, HOUR));
    if (usual.isPresent()) {
      return Math.exp(usual.get().mean());
    }
    Moments known = since.logs(measure, slice);
    return known.n() < Epoch.FEWEST_BLOCKS ? Double.NaN : Math.exp(known.mean());
  }

  @Override
  public void write(DataOutput out) throws IOException {
    for (SeasonalCells each : cells) {
      each.write(out);
    }
    before.write(out);
    since.write(out);
    out.writeLong(frozenAtMillis);
    out.writeLong(hour);
    inHour.write(out);
    out.writeLong(drift.hour);
    out.writeDouble(drift.cusum.high());
    out.writeDouble(drift.cusum.low());
    Varints.write(out, drift.hours);
    out.writeDouble(drift.sumOfLogs);
    out.writeDouble(drift.log);
    out.writeDouble(drift.usualLog);
    low.write(out);
    out.writeDouble(durationLog);
  }

  @Override
  public void read(DataInput in, int version) throws IOException {
    for (SeasonalCells each : cells) {
      each.read(in);
    }
    before.read(in);
    since.read(in);
    frozenAtMillis = in.readLong();
    hour = in.readLong();
    inHour = BlockSums.read(in);
    drift =
        new Drift(
            in.readLong(),
            new Cusum(in.readDouble(), in.readDouble()),
            Varints.readInt(in),
            in.readDouble(),
            in.readDouble(),
            in.readDouble());
    if (version >= HistoryBytes.LOW_SPREAD) {
      low.read(in);
      durationLog = in.readDouble();
    }
  }
}
