package io.dephasing.core.sli;

import io.dephasing.core.herd.HerdScan;
import io.dephasing.core.history.OpenSlice;
import io.dephasing.core.history.OpenSlices;
import io.dephasing.core.history.Scope;
import io.dephasing.core.slice.Slice;
import io.dephasing.core.slice.Tally;
import io.dephasing.core.statistics.Concurrency;
import io.dephasing.core.statistics.HarmonicTest;
import io.dephasing.core.statistics.Moments;
import io.dephasing.core.statistics.OrderParameter;
import io.dephasing.core.statistics.PhaseHistogram;
import io.dephasing.core.statistics.TimeResolution;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * One window as the formulas of {@link Measure} see it. What several of them need is computed once.
 */
final class WindowView {
  private static final long LONGEST_BURST_SECONDS = 300;

  private final OpenSlices open;
  private final OpenSlice window;
  private final Context context;
  private final Optional<Runs> runs;
  private final int[] counts;
  private final int instances;
  private int @Nullable [] phases;
  private @Nullable HerdScan scan;
  private @Nullable Concurrency concurrency;

  WindowView(OpenSlices open, OpenSlice window, Context context, Optional<Runs> runs) {
    this.open = open;
    this.window = window;
    this.context = context;
    this.runs = runs;
    counts = window.slice().counts().starts();
    instances = window.instances().count();
  }

  Slice slice() {
    return window.slice();
  }

  Context context() {
    return context;
  }

  TrailingMeasures trailing() {
    return context.trailing();
  }

  int[] counts() {
    return counts;
  }

  long events() {
    return slice().tally().starts();
  }

  int instances() {
    return instances;
  }

  int members() {
    return Math.max(context.members(), instances);
  }

  Moments moments() {
    return Moments.ofSums(
        events(), slice().tally().sumMillis(), slice().tally().sumSquaresMillis());
  }

  /** What its times are rounded to: of them and of those before, the finer. */
  TimeResolution resolution() {
    Tally tally = slice().tally();
    return tally.starts() == 0
        ? TimeResolution.UNKNOWN
        : trailing()
            .resolution()
            .with(tally.starts(), tally.wholeSeconds(), tally.areWholeMinutes());
  }

  /** Whether nobody knows in which seconds its events were. */
  boolean hidesSeconds() {
    return resolution().isMinutes();
  }

  /** Whether a whole spread period fits into the window: only then it has a phase. */
  boolean holdsSpread() {
    return context.spreadSeconds() <= Slice.BUCKETS;
  }

  /** Whether a whole cadence fits into the window. */
  boolean holdsCadence() {
    return context.cadenceSeconds() <= Slice.BUCKETS;
  }

  OrderParameter orderParameter(double periodSeconds) {
    return OrderParameter.ofBuckets(counts, window.firstSecond(), periodSeconds);
  }

  /**
   * Events in each of 64 parts of the spread period; a second's at its mid-point. Not to be written
   * to.
   */
  int[] phaseHistogram() {
    int[] known = phases;
    if (known == null) {
      known = computePhases();
      phases = known;
    }
    return known;
  }

  private int[] computePhases() {
    int[] histogram = new int[PhaseHistogram.BINS];
    long periodMillis = Math.round(context.spreadSeconds() * 1000);
    for (int bucket = 0; bucket < counts.length; bucket++) {
      if (counts[bucket] > 0) {
        long middle = (window.firstSecond() + bucket) * 1000 + 500;
        histogram[PhaseHistogram.bin(middle, periodMillis)] += counts[bucket];
      }
    }
    return histogram;
  }

  double harmonicPValue() {
    return holdsSpread() ? HarmonicTest.ofPhaseHistogram(phaseHistogram()).hPValue() : Double.NaN;
  }

  HerdScan scan() {
    HerdScan known = scan;
    if (known == null) {
      long first = window.firstSecond();
      known = HerdScan.of(open, first, first + Slice.BUCKETS - 1, context.spreadSeconds());
      scan = known;
    }
    return known;
  }

  /** Second of the best position with the most distinct instances, since the epoch. */
  long herdInstant() {
    return open.fullestSecond(scan().endSecond() - scan().widthSeconds() + 1, scan().endSecond());
  }

  /** How long the burst around the best position lasts: seconds with at least 3 λ and one event. */
  double herdDurationSeconds() {
    if (events() == 0) {
      return Double.NaN;
    }
    return burstSeconds(herdInstant());
  }

  long burstSeconds(long instant) {
    double lambda = Double.isNaN(context.lambdaPerSecond()) ? 0 : context.lambdaPerSecond();
    double rate = 3 * Math.max(lambda, members() / context.spreadSeconds());
    long from = instant;
    while (isBurst(from - 1, rate) && instant - from < LONGEST_BURST_SECONDS - 1) {
      from--;
    }
    long to = instant;
    // Behind the window's end, what has come depends on the order of arrival.
    while (to < window.lastSecond()
        && isBurst(to + 1, rate)
        && to - from < LONGEST_BURST_SECONDS - 1) {
      to++;
    }
    return to - from + 1;
  }

  private boolean isBurst(long second, double rate) {
    int starts = open.starts(second, Scope.ALL);
    return starts >= 1 && starts >= rate;
  }

  int events(long second) {
    return open.starts(second, Scope.ALL);
  }

  Optional<Runs> runs() {
    return runs;
  }

  double concurrency(ToDoubleFunction<Concurrency> statistic) {
    if (runs.isEmpty()) {
      return Double.NaN;
    }
    Concurrency known = concurrency;
    if (known == null) {
      known = Concurrency.of(counts, slice().counts().ends(), runs.get().inFlightBefore());
      concurrency = known;
    }
    return statistic.applyAsDouble(known);
  }

  double runs(ToDoubleFunction<Runs> count) {
    return runs.isEmpty() ? Double.NaN : count.applyAsDouble(runs.get());
  }
}
