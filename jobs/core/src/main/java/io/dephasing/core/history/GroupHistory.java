package io.dephasing.core.history;

import io.dephasing.core.event.EventKind;
import io.dephasing.core.event.GroupKey;
import io.dephasing.core.event.Warmth;
import io.dephasing.core.slice.DistinctInstances;
import io.dephasing.core.slice.Slice;
import io.dephasing.core.statistics.TimeResolution;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * All that is remembered of one group. Open slices answer second by second; settled ones have
 * shrunk to counts, members, names, spread windows, cadences and runs in flight, each read as of a
 * slice m: what the slices before m tell.
 */
public final class GroupHistory {
  /** Slices of a day: the longest that a rate is taken over. */
  public static final long DAY = 1440;

  /** Slices that rates are taken over where no rule wants a day, and some to ask as of. */
  private static final long SHORT_HORIZON = 64;

  /** A second is judged as of a slice that is at most this far behind the newest settled one. */
  private static final long ASKED = 16;

  private final OpenSlices open = new OpenSlices();
  private final MinuteCounts minutes;
  private final Members members = new Members();
  private final Names names = new Names();
  private final TrailingMax newcomers = new TrailingMax();
  private final TrailingMax spreads = new TrailingMax();
  private final Cadences cadences = new Cadences();
  private final Recurrence recurrence = new Recurrence();
  private final Resolutions resolutions = new Resolutions();
  private final Losses losses = new Losses();
  private final RunsInFlight runs = new RunsInFlight(open);
  private final Activity activity = new Activity();
  private final ActiveMinutes activeMinutes = new ActiveMinutes();
  private final Cycles cycles = new Cycles();
  private final FinishedOffsets offsets = new FinishedOffsets();
  private final InstanceClocks clocks = new InstanceClocks();
  private final ClockNames clockNames = new ClockNames();
  private final MinuteCounts coldStarts = new MinuteCounts(SHORT_HORIZON);
  private final MinuteCounts warmStarts = new MinuteCounts(SHORT_HORIZON);

  private final Floods floods = new Floods();
  private final Floods waves = new Floods();
  private final Floods stampedes = new Floods();
  private final SettledPatterns patterns = new SettledPatterns();
  private final SecondsOfMinute secondsOfMinute = new SecondsOfMinute();
  private final PeakPhases peakPhases = new PeakPhases();
  private final Baselines baselines;

  /** Cadences of several groups are none. */
  private final boolean isRollUp;

  private long firstSlice = Long.MAX_VALUE;
  private long lastSlice = Long.MIN_VALUE;

  /** Nothing yet; rates over a day are kept where a rule wants them. */
  public GroupHistory(GroupKey group) {
    boolean isServiceOfRetries = group.kind() == EventKind.RETRY && group.isRollUp();
    boolean wantsDay = group.kind() == EventKind.REMEDIATION || isServiceOfRetries;
    minutes = new MinuteCounts(wantsDay ? DAY + SHORT_HORIZON : SHORT_HORIZON);
    isRollUp = group.isRollUp();
    baselines = new Baselines(group.kind());
  }

  /** The slices that can still be asked second by second. */
  public OpenSlices open() {
    return open;
  }

  /**
   * Takes a slice that changes no more into account; in order of time. The slice still has all of
   * its parts.
   *
   * @param policySpreadSeconds D of the policy; NaN where the events decide
   */
  public void settle(OpenSlice settled, double policySpreadSeconds, double defaultSpreadSeconds) {
    settled.settle();
    Slice slice = settled.slice();
    lastSlice = Math.max(lastSlice, settled.index());
    long most = runs.settle(settled);
    patterns.settleRuns(settled);
    losses.add(settled.index(), slice.tally());
    if (slice.tally().starts() > 0) {
      settleStarts(settled, policySpreadSeconds, defaultSpreadSeconds);
    }
    double cadence = isRollUp ? Double.NaN : cadenceSeconds(settled.index() + 1);
    boolean hasSeconds =
        !slice.tally().areWholeMinutes() || !resolution(lastSlice + 1).mayBeMinutes();
    baselines.add(settled.index(), slice, cadence, new Baselines.Seen(most, hasSeconds));
  }

  private void settleStarts(
      OpenSlice settled, double policySpreadSeconds, double defaultSpreadSeconds) {
    Slice slice = settled.slice();
    long m = settled.index();
    firstSlice = Math.min(firstSlice, m);
    minutes.add(m, slice.tally().starts());
    int spreadMillis = slice.schedules().largestSpreadMillis();
    if (spreadMillis > 0) {
      spreads.add(m, spreadMillis, ASKED);
    }
    double spread =
        Double.isNaN(policySpreadSeconds)
            ? Math.max(defaultSpreadSeconds, spreadMillis / 1e3)
            : policySpreadSeconds;
    DistinctInstances present = settled.instances();
    members.add(m, present, spread);
    int unseen = names.add(m, settled.names());
    long cycle = (long) Math.ceil(spread / Slice.BUCKETS);
    if (m > firstSlice + cycle && unseen > 0) {
      newcomers.add(m, unseen, ASKED + Math.min(cycle, DAY));
    }
    resolutions.add(m, slice.tally());
    cadences.add(m, firstSlice, slice, resolution(m + 1));
    recurrence.settle(m);
    activity.add(m);
    activeMinutes.add(m);
    settleDetails(m, slice);
    if (!isRollUp) {
      secondsOfMinute.add(m, slice);
    }
    patterns.settle(
        settled,
        new SettledPatterns.Seen(present, members(m + 1), cycle, firstSlice, resolution(m + 1)),
        cadences);
  }

  private void settleDetails(long m, Slice slice) {
    offsets.add(m, slice.offsets());
    clocks.add(m, slice.clocks());
    clockNames.add(m, slice.offClocks());
    add(coldStarts, m, slice.outcomes().begun(Warmth.COLD));
    add(warmStarts, m, slice.outcomes().begun(Warmth.WARM));
  }

  private static void add(MinuteCounts counts, long m, long count) {
    if (count > 0) {
      counts.add(m, count);
    }
  }

  /** Which slices held starts. */
  public Activity activity() {
    return activity;
  }

  /** Whether events of an instance were counted in this slice or in a later one. */
  public boolean hasActedSince(int hash, long slice) {
    return names.hasActedSince(hash, slice);
  }

  /** The most minutes with starts in one of the seven whole days before that of slice m. */
  public int activeMinutesOfADay(long m) {
    return activeMinutes.mostBefore(m);
  }

  /** The cycles that METHOD 9.2 looks at; filled by its rule. */
  public Cycles cycles() {
    return cycles;
  }

  /** Which second of the minute instances start in. */
  public SecondsOfMinute secondsOfMinute() {
    return secondsOfMinute;
  }

  /** Offsets of the last hour's cycles. */
  public FinishedOffsets offsets() {
    return offsets;
  }

  /** How far instances' clocks are from the broker's. */
  public InstanceClocks clocks() {
    return clocks;
  }

  /** The id of an instance whose clock was seen to be off; null where it is not known. */
  public @Nullable String clockName(int hash) {
    return clockNames.id(hash);
  }

  /** Cold starts in the slices from first to before end; at most an hour back. */
  public long coldStarts(long first, long end) {
    return coldStarts.sum(first, end);
  }

  /** Warm starts in the slices from first to before end; at most an hour back. */
  public long warmStarts(long first, long end) {
    return warmStarts.sum(first, end);
  }

  /** Slices that alerts about floods are about. */
  public Floods floods() {
    return floods;
  }

  /** Slices that alerts about cold starts are about. */
  public Floods waves() {
    return waves;
  }

  /** Slices that alerts about resource keys are about. */
  public Floods stampedes() {
    return stampedes;
  }

  /** Starts in the slices from first to before end, but of those that floods are about. */
  public Floods.Level usualStarts(long first, long end) {
    return floods.level(minutes, first, end);
  }

  /** Cold starts in the slices from first to before end, but of those that waves are about. */
  public long usualColdStarts(long first, long end) {
    return waves.level(coldStarts, first, end).sum();
  }

  /** Warm starts in the slices from first to before end, but of those that waves are about. */
  public long usualWarmStarts(long first, long end) {
    return waves.level(warmStarts, first, end).sum();
  }

  /** Phase of the cadence, s since the epoch modulo that; NaN where nothing tells it. */
  public double phaseSeconds(double cadenceSeconds) {
    double phase = cadences.phaseSeconds(cadenceSeconds);
    boolean isOfHerds =
        Double.isNaN(phase)
            && cadences.latestScheduledMillis() == Long.MIN_VALUE
            && recurrence.latestSecond() != Long.MIN_VALUE;
    return isOfHerds ? recurrence.latestSecond() % cadenceSeconds : phase;
  }

  /** The latest scheduled time, ms since the epoch; {@link Long#MIN_VALUE} where none is known. */
  public long latestScheduledMillis() {
    return cadences.latestScheduledMillis();
  }

  /** What slices tell beyond rates and members. */
  public SettledPatterns patterns() {
    return patterns;
  }

  /** Starts in the slices from {@code m - slices} to before m. */
  public long starts(long m, long slices) {
    return minutes.sum(m - slices, m);
  }

  /** Σ c² of the starts of the slices from {@code m - slices} to before m. */
  public double startsSquared(long m, long slices) {
    return minutes.sumSquares(m - slices, m);
  }

  /** M as of slice m (METHOD 0); the horizon is a day, or two cadences where that is longer. */
  public int members(long m) {
    double cadence = cadenceSeconds(m);
    long twoCadences = Double.isNaN(cadence) ? 0 : (long) Math.ceil(2 * cadence / Slice.BUCKETS);
    return members.asOf(m, Math.max(DAY, twoCadences));
  }

  /**
   * Largest spread window that the events of the day before slice m configured, s; 0 where none
   * did.
   */
  public double spreadSeconds(long m) {
    return spreads.max(m - DAY, m) / 1e3;
  }

  /** No less than the spread window as of any slice that is still asked for, s. */
  public double largestSpreadSeconds() {
    return spreads.max(Long.MIN_VALUE, Long.MAX_VALUE) / 1e3;
  }

  /**
   * Cadence as of slice m, s: of scheduled times and the bank, else of herds; NaN where unknown
   * (METHOD 14.1, 4).
   */
  public double cadenceSeconds(long m) {
    double cadence = cadences.asOf(m);
    return Double.isNaN(cadence) ? recurrence.asOf(m) : cadence;
  }

  /** What the group's times are rounded to, as of slice m (METHOD 5.5). */
  public TimeResolution resolution(long m) {
    return resolutions.asOf(m);
  }

  /** Events that came too late to be counted. */
  public Losses losses() {
    return losses;
  }

  /** A herd began at this second, in a slice that settles next. */
  public void herd(long second) {
    recurrence.herd(second);
  }

  /** After how long herds come back as of slice m, s; NaN where unknown (METHOD 4). */
  public double herdPeriodSeconds(long m) {
    return recurrence.asOf(m);
  }

  /**
   * The most never-seen instances that one slice of the day before slice m brought: ν (METHOD 9.1).
   */
  public long usualNewcomers(long m) {
    return newcomers.max(m - DAY, m);
  }

  /** Whether more members are about than names are remembered: all count as seen. */
  public boolean isCrowded(long m) {
    return names.isCrowded(m);
  }

  /** Whether a slice before m has seen this instance. */
  public boolean isSeenBefore(int hash, long m) {
    return names.isSeenBefore(hash, m);
  }

  /** Its runs: those in flight, and how long they last. */
  public RunsInFlight runs() {
    return runs;
  }

  /** Where in their period peaks lie; the rule about shifted spikes fills it. */
  public PeakPhases peakPhases() {
    return peakPhases;
  }

  /** What the group looked like before. */
  public Baselines baselines() {
    return baselines;
  }

  /** The latest settled slice; {@link Long#MIN_VALUE} before any. */
  public long lastSlice() {
    return lastSlice;
  }

  /** Writes what {@link #read} reads. */
  public void write(DataOutput out) throws IOException {
    out.writeLong(firstSlice);
    out.writeLong(lastSlice);
    HistoryBytes.write(out, this::part);
  }

  /** Fills this empty history from bytes of this version of a group's state. */
  public void read(DataInput in, int version) throws IOException {
    firstSlice = in.readLong();
    lastSlice = in.readLong();
    HistoryBytes.read(in, version, this::part);
  }

  HistoryPart part(HistoryLayout layout) {
    return switch (layout) {
      case OPEN -> open;
      case MINUTES -> minutes;
      case MEMBERS -> members;
      case NAMES -> names;
      case NEWCOMERS -> newcomers;
      case SPREADS -> spreads;
      case CADENCES -> cadences;
      case DURATIONS -> runs.durations();
      case FLIGHT -> runs.flight();
      case LOST_ENDS -> runs.lostEnds();
      case FLOODS -> floods;
      case WAVES -> waves;
      case RECURRENCE -> recurrence;
      case CLOCK_NAMES -> clockNames;
      case RESOLUTIONS -> resolutions;
      case LOSSES -> losses;
      case STAMPEDES -> stampedes;
      case SECONDS_OF_MINUTE -> secondsOfMinute;
      case ACTIVITY -> activity;
      case ACTIVE_MINUTES -> activeMinutes;
      case CYCLES -> cycles;
      case OFFSETS -> offsets;
      case CLOCKS -> clocks;
      case COLD_STARTS -> coldStarts;
      case WARM_STARTS -> warmStarts;
      case BASELINES -> baselines;
      case PEAK_PHASES -> peakPhases;
      case PERIODS -> patterns.periods();
      case CYCLE_MEMBERS -> patterns.cycleMembers();
      case RUN_ORDER -> patterns.runOrder();
      case ROLLOUTS -> patterns.rollouts();
      case ECHOES -> patterns.echoes();
      case KEY_COUNTS -> patterns.keyCounts();
    };
  }
}
