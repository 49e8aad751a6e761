package io.dephasing.core.sli;

import io.dephasing.core.event.EventKind;
import io.dephasing.core.slice.DurationHistograms.Delay;
import io.dephasing.core.slice.Slice;
import io.dephasing.core.statistics.Concurrency;
import io.dephasing.core.statistics.Dispersion;
import io.dephasing.core.statistics.ExpectedPeak;
import io.dephasing.core.statistics.Rate;
import io.dephasing.core.statistics.RetryDepth;
import io.dephasing.core.statistics.Spread;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.ToDoubleFunction;

/**
 * The catalogue of scalar SLIs (DASHBOARDS 1.2). The id is the constant in lower case, the same on
 * the wire, in limits, in evidence and, after {@code dephasing_}, in Prometheus: for ever. A
 * formula gives NaN where the measure is undefined, or where only many groups together tell it.
 */
public enum Measure {
  EVENTS("0", "count", "events of the window", Kinds.ALL, w -> w.events()),
  INSTANCES("0", "count", "distinct instances of the window", Kinds.ALL, w -> w.instances()),
  MEMBERS("0", "count", "M: distinct instances of the group", Kinds.ALL, w -> w.members()),
  LATE_EVENTS(
      "0", "count", "beyond the allowed lateness", Kinds.ALL, w -> w.slice().tally().lateEvents()),
  SPREAD_STDDEV_SECONDS(
      "1.1",
      "seconds",
      "standard deviation of event times; more is better",
      Kinds.ALL,
      w -> Spread.stddevMillis(w.moments()) / 1e3),
  SPREAD_RATIO(
      "1.2",
      "ratio, 0 to 1.73",
      "the same against uniform, which is 1",
      Kinds.ALL,
      w -> Spread.ratio(Spread.stddevMillis(w.moments()), Slice.LENGTH_MILLIS)),
  RATE_MEAN_PER_SECOND(
      "2.1",
      "per second",
      "events over the window's length",
      Kinds.ALL,
      w -> Rate.mean(w.counts())),
  RATE_P95_PER_SECOND(
      "2.1",
      "per second",
      "95th percentile over seconds; blind to a herd of 3 s",
      Kinds.ALL,
      w -> Rate.percentile(w.counts(), 0.95)),
  RATE_PEAK_PER_SECOND(
      "2.1", "per second", "events of the fullest second", Kinds.ALL, w -> Rate.peak(w.counts())),
  RATE_PEAK_TO_MEAN_RATIO(
      "2.1",
      "ratio, 1 to 60",
      "peak over mean; 2.4 at 200 events is perfect jitter",
      Kinds.ALL,
      w -> Rate.peakToMean(w.counts())),
  RATE_PEAK_EXCESS_PER_SECOND(
      "2.3",
      "per second",
      "peak minus the peak expected by chance",
      Kinds.ALL,
      w -> Rate.peak(w.counts()) - ExpectedPeak.of(w.events(), Slice.BUCKETS).mean()),
  DISPERSION_INDEX(
      "2.2",
      "ratio",
      "variance over mean of counts per second: 1 is Poisson; less is better",
      Kinds.ALL,
      w -> Dispersion.index(w.counts())),
  SYNCHRONIZATION_INDEX(
      "3.1, 3.2",
      "ratio, 0 to 1",
      "bias-corrected order parameter at the spread period, by the scan where that is longer",
      Kinds.ALL,
      Formulas::synchronizationIndex),
  SYNCHRONIZATION_P_VALUE(
      "3.1",
      "probability",
      "H test at the spread period, where it fits into the window",
      Kinds.ALL,
      w -> w.harmonicPValue()),
  CADENCE_SECONDS(
      "0, 4, 14.1", "seconds", "cadence in force", Kinds.ALL, w -> w.context().cadenceSeconds()),
  CADENCE_ORDER_PARAMETER(
      "3.1",
      "ratio, 0 to 1",
      "R at the cadence, where it fits into the window",
      Kinds.ALL,
      Formulas::cadenceOrderParameter),
  CADENCE_ORDER_PARAMETER_EXPECTED(
      "3.1",
      "ratio, 0 to 1",
      "what perfect jitter over the spread would give there",
      Kinds.ALL,
      Formulas::expectedOrderParameter),
  PERIOD_SECONDS(
      "4", "seconds", "dominant period of the bank", Kinds.ALL, w -> w.trailing().periodSeconds()),
  PERIOD_ORDER_PARAMETER(
      "4",
      "ratio, 0 to 1",
      "R at that period",
      Kinds.ALL,
      w -> w.trailing().periodOrderParameter()),
  HERD_SIZE(
      "3.2",
      "count",
      "distinct instances in the best scan position",
      Kinds.ALL,
      w -> w.scan().size()),
  HERD_RATIO(
      "3.2",
      "ratio, 0 to 1",
      "the same over members",
      Kinds.ALL,
      w -> w.members() == 0 ? Double.NaN : w.scan().size() / (double) w.members()),
  HERD_P_VALUE("3.2", "probability", "of the scan", Kinds.ALL, w -> w.scan().pValue()),
  HERD_DURATION_SECONDS(
      "3.2",
      "seconds, up to 300",
      "how long that position's burst lasts",
      Kinds.ALL,
      w -> w.herdDurationSeconds()),
  HERD_GROUPS(
      "8", "count", "most groups that begin within 5 s; roll-ups only", Kinds.ALL, w -> Double.NaN),
  CONCURRENCY_MEAN(
      "6.1", "count", "runs at once, mean", Kinds.RUNS, w -> w.concurrency(Concurrency::mean)),
  CONCURRENCY_P95(
      "6.1",
      "count",
      "runs at once, 95th percentile over seconds",
      Kinds.RUNS,
      w -> w.concurrency(Concurrency::p95)),
  CONCURRENCY_MAX(
      "6.1",
      "count",
      "runs at once, upper bound of the maximum",
      Kinds.RUNS,
      w -> w.concurrency(Concurrency::maxUpper)),
  IN_FLIGHT(
      "6.1, 6.2", "count", "running at the window's end", Kinds.RUNS, w -> w.runs(Runs::inFlight)),
  ORPHAN_ENDS("6.1", "count", "ENDs without START", Kinds.RUNS, w -> w.runs(Runs::orphanEnds)),
  EXPIRED_RUNS(
      "6.1", "count", "ENDs that became overdue", Kinds.RUNS, w -> w.runs(Runs::expiredRuns)),
  INCONSISTENT_RUNS(
      "10",
      "count",
      "overlapping on one instance, out of order, run id twice; of a sample of 16 instances",
      Kinds.RUNS,
      w -> w.trailing().inconsistentRuns()),
  CONSISTENCY_WINDOW_SECONDS(
      "14.6",
      "seconds",
      "from a new version's first event until 95 % of the members had one",
      Kinds.RUNS,
      w -> w.trailing().rolloutSeconds()),
  DURATION_P50_SECONDS(
      "10",
      "seconds",
      "median of the ENDs",
      Kinds.RUNS,
      w -> Formulas.quantile(w, Delay.DURATION, 0.5)),
  DURATION_P99_SECONDS(
      "10",
      "seconds",
      "99th percentile of the ENDs",
      Kinds.RUNS,
      w -> Formulas.quantile(w, Delay.DURATION, 0.99)),
  START_DELAY_P50_SECONDS(
      "5.3",
      "seconds",
      "event time minus scheduled time, offset included; median",
      Kinds.JOBS,
      w -> Formulas.quantile(w, Delay.START_DELAY, 0.5)),
  START_DELAY_P99_SECONDS(
      "5.3",
      "seconds",
      "the same, 99th percentile",
      Kinds.JOBS,
      w -> Formulas.quantile(w, Delay.START_DELAY, 0.99)),
  CRITICAL_START_DELAY_P99_SECONDS(
      "5.3",
      "seconds",
      "the same of critical-path events alone",
      Kinds.JOBS,
      w -> Formulas.quantile(w, Delay.CRITICAL_START_DELAY, 0.99)),
  OFFSET_ERROR_P50_SECONDS(
      "5.3",
      "seconds",
      "start delay minus applied offset; median",
      Kinds.JOBS,
      w -> Formulas.quantile(w, Delay.OFFSET_ERROR, 0.5)),
  OFFSET_ERROR_P99_SECONDS(
      "5.3",
      "seconds",
      "the same, 99th percentile",
      Kinds.JOBS,
      w -> Formulas.quantile(w, Delay.OFFSET_ERROR, 0.99)),
  OFFSET_MISSING_RATIO(
      "5.1",
      "ratio, 0 to 1",
      "starts without offset",
      Kinds.JOBS,
      w -> Formulas.share(w.slice().schedules().withoutOffset(), w.events())),
  OFFSET_ZERO_RATIO(
      "5.1",
      "ratio, 0 to 1",
      "offsets that are exactly zero",
      Kinds.JOBS,
      w -> Formulas.share(w.slice().schedules().zeroOffsets(), w.slice().schedules().withOffset())),
  OFFSET_COVERAGE_RATIO(
      "5.2",
      "ratio",
      "used share of the spread window, in the last hour's finished cycles",
      Kinds.JOBS,
      Formulas::offsetCoverageRatio),
  OFFSET_UNIFORMITY_P_VALUE(
      "5.2",
      "probability",
      "that even offsets look as uneven, in the last hour's finished cycles",
      Kinds.JOBS,
      Formulas::offsetUniformityPValue),
  OFFSET_DISTINCT_RATIO(
      "14.2",
      "ratio",
      "distinct offsets over those expected, in the last hour's finished cycles",
      Kinds.JOBS,
      w -> w.trailing().offsets().distinctRatio()),
  OFFSET_SLOPE(
      "5.3",
      "slope",
      "start delay on offset: 1 is applied, 0 is not; in the last hour's finished cycles",
      Kinds.JOBS,
      w -> w.trailing().offsets().slope().slope()),
  OFFSET_OUTSIDE_EVENTS(
      "5.3",
      "count",
      "offsets beyond the spread window, in the last hour's finished cycles",
      Kinds.JOBS,
      Formulas::offsetOutsideEvents),
  CLOCK_SKEW_SECONDS(
      "5.4",
      "seconds",
      "broker time less event time, p99 - p1: an upper bound of the skew",
      Kinds.ALL,
      Formulas::clockSkewSeconds),
  CLOCK_AHEAD_EVENTS(
      "5.4",
      "count",
      "more than 100 ms ahead of the broker",
      Kinds.ALL,
      Formulas::clockAheadEvents),
  BROKER_DELAY_P99_SECONDS(
      "5.4",
      "seconds",
      "broker time less event time, 99th percentile",
      Kinds.ALL,
      w -> Formulas.quantile(w, Delay.BROKER_DELAY, 0.99)),
  SCHEDULE_MISSING_RATIO(
      "10",
      "ratio, 0 to 1",
      "starts without scheduled time",
      Kinds.JOBS,
      w -> Formulas.share(w.slice().schedules().withoutScheduledTime(), w.events())),
  END_MISSING_RATIO(
      "10",
      "ratio, 0 to 1",
      "overdue among those and the ended",
      Kinds.JOBS,
      Formulas::endMissingRatio),
  MEMBERS_SEEN_RATIO(
      "10",
      "ratio, 0 to 1",
      "instances of the last finished cycle over members",
      Kinds.ALL,
      Formulas::membersSeenRatio),
  WHOLE_SECOND_RATIO(
      "10",
      "ratio, 0 to 1",
      "timestamps that are whole seconds: rounded by the producer",
      Kinds.ALL,
      w -> Formulas.share(w.slice().tally().wholeSeconds(), w.events())),
  TIME_RESOLUTION_SECONDS(
      "5.5",
      "seconds, 1 or 60",
      "timestamps are rounded to whole seconds or minutes; absent where they are finer",
      Kinds.ALL,
      w -> w.resolution().seconds()),
  FAILURE_RATIO(
      "10",
      "ratio, 0 to 1",
      "FAILURE and TIMEOUT among known outcomes",
      Kinds.RUNS,
      Formulas::failureRatio),
  WARM_START_RATIO(
      "10",
      "ratio, 0 to 1",
      "warm among starts that say; more is better",
      Kinds.JOBS,
      Formulas::warmStartRatio),
  RETRY_AMPLIFICATION_RATIO(
      "6.3",
      "ratio, 2 and more",
      "attempts over first attempts, of the requests that were retried",
      Kinds.RETRIES,
      Formulas::retryAmplification),
  RETRY_DEPTH_MEAN(
      "6.3",
      "ratio, 1 and more",
      "retries over first retries",
      Kinds.RETRIES,
      w -> RetryDepth.meanDepth(w.slice().attempts().byAttempt())),
  RETRY_JITTER_RATIO(
      "6.4",
      "ratio",
      "jitter of the backoff, least over attempts: 0 none, 0.5 equal, 1 full",
      Kinds.RETRIES,
      Formulas::retryJitter),
  RESOURCE_EVENTS_MAX(
      "14.4",
      "count",
      "events for the busiest resource key",
      Kinds.KEYED,
      Formulas::resourceEventsMax);

  /** Which kinds of events have the measure. */
  private static final class Kinds {
    static final Set<EventKind> ALL = EnumSet.allOf(EventKind.class);
    static final Set<EventKind> RUNS = EnumSet.of(EventKind.JOB_START, EventKind.REMEDIATION);
    static final Set<EventKind> JOBS = EnumSet.of(EventKind.JOB_START);
    static final Set<EventKind> RETRIES = EnumSet.of(EventKind.RETRY);
    static final Set<EventKind> KEYED = EnumSet.of(EventKind.JOB_START, EventKind.RETRY);
  }

  private static final List<Measure> CATALOGUE = List.of(values());

  private final String id;
  private final String method;
  private final String unit;
  private final String help;
  private final Set<EventKind> kinds;
  private final ToDoubleFunction<WindowView> formula;

  Measure(
      String method,
      String unit,
      String help,
      Set<EventKind> kinds,
      ToDoubleFunction<WindowView> formula) {
    this.id = name().toLowerCase(Locale.ROOT);
    this.method = method;
    this.unit = unit;
    this.help = help;
    this.kinds = kinds;
    this.formula = formula;
  }

  /** All measures in the order of declaration; does not copy. */
  public static List<Measure> all() {
    return CATALOGUE;
  }

  /** The measure with this id, if there is one. */
  public static Optional<Measure> ofId(String id) {
    return CATALOGUE.stream().filter(measure -> measure.id.equals(id)).findFirst();
  }

  /** The name on the wire, in a policy's limits and in evidence. */
  public String id() {
    return id;
  }

  /** METHOD's section. */
  public String method() {
    return method;
  }

  /** Its unit and, where it is bounded, its range. */
  public String unit() {
    return unit;
  }

  /** One line for people. */
  public String help() {
    return help;
  }

  /** Whether events of this kind have it. */
  public boolean isOf(EventKind kind) {
    return kinds.contains(kind);
  }

  double valueOf(WindowView window) {
    return formula.applyAsDouble(window);
  }
}
