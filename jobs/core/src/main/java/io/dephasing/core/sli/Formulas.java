package io.dephasing.core.sli;

import io.dephasing.core.event.RunOutcome;
import io.dephasing.core.event.Warmth;
import io.dephasing.core.slice.Attempts;
import io.dephasing.core.slice.DurationHistograms;
import io.dephasing.core.slice.DurationHistograms.Delay;
import io.dephasing.core.slice.OffsetSums;
import io.dephasing.core.slice.Outcomes;
import io.dephasing.core.slice.ResourceCount;
import io.dephasing.core.statistics.BackoffJitter;
import io.dephasing.core.statistics.ExpectedOrderParameter;
import io.dephasing.core.statistics.LogHistogram;
import io.dephasing.core.statistics.NearestRank;
import io.dephasing.core.statistics.OffsetRange;
import io.dephasing.core.statistics.OffsetUniformity;
import io.dephasing.core.statistics.OrderParameter;
import io.dephasing.core.statistics.Rate;
import io.dephasing.core.statistics.RetryDepth;
import io.dephasing.core.statistics.SynchronizationIndex;
import java.util.List;

/** Formulas of {@link Measure} that take more than a line. NaN where undefined. */
final class Formulas {
  private static final double CLOCK_TAIL = 0.01;

  private Formulas() {}

  static double synchronizationIndex(WindowView w) {
    if (w.holdsSpread()) {
      OrderParameter order = w.orderParameter(w.context().spreadSeconds());
      return order.n() < 2 ? Double.NaN : order.synchronizationIndex();
    }
    return SynchronizationIndex.ofScan(
        w.scan().countInWidth(),
        w.scan().events(),
        w.scan().lengthSeconds(),
        w.context().spreadSeconds());
  }

  static double cadenceOrderParameter(WindowView w) {
    return w.holdsCadence() && w.events() >= 2
        ? w.orderParameter(w.context().cadenceSeconds()).length()
        : Double.NaN;
  }

  static double expectedOrderParameter(WindowView w) {
    return w.holdsCadence()
        ? ExpectedOrderParameter.ofUniform(
            w.context().spreadSeconds(), w.context().cadenceSeconds())
        : Double.NaN;
  }

  static double quantile(WindowView w, Delay delay, double p) {
    DurationHistograms delays = w.slice().delays();
    return delays.has(delay)
        ? LogHistogram.quantileMillis(delays.counts(delay), p) / 1e3
        : Double.NaN;
  }

  static double share(long part, long whole) {
    return whole == 0 ? Double.NaN : part / (double) whole;
  }

  static double failureRatio(WindowView w) {
    Outcomes outcomes = w.slice().outcomes();
    long failed = outcomes.ended(RunOutcome.FAILURE) + outcomes.ended(RunOutcome.TIMEOUT);
    long known = failed + outcomes.ended(RunOutcome.SUCCESS) + outcomes.ended(RunOutcome.CANCELLED);
    return share(failed, known);
  }

  static double warmStartRatio(WindowView w) {
    long warm = w.slice().outcomes().begun(Warmth.WARM);
    return share(warm, warm + w.slice().outcomes().begun(Warmth.COLD));
  }

  static double retryJitter(WindowView w) {
    Attempts attempts = w.slice().attempts();
    double least = Double.NaN;
    for (int attempt = 1; attempt < Attempts.LAST; attempt++) {
      double ratio =
          BackoffJitter.ratio(
              attempts.moments(attempt),
              attempts.moments(attempt + 1),
              attempts.backoffMillis(attempt + 1));
      least = Double.isNaN(least) ? ratio : Double.isNaN(ratio) ? least : Math.min(least, ratio);
    }
    return least;
  }

  /**
   * Attempts over first attempts of the requests that were retried: each first retry stands for one
   * that failed. Requests that needed none are not reported.
   */
  static double retryAmplification(WindowView w) {
    long firsts = w.slice().attempts().events(1);
    long retries = 0;
    for (int attempt = 1; attempt <= Attempts.LAST; attempt++) {
      retries += w.slice().attempts().events(attempt);
    }
    return RetryDepth.amplification(firsts, retries);
  }

  /** Of the runs that were over, those given up: {@code expired/(expired + ended)}. */
  static double endMissingRatio(WindowView w) {
    return w.runs(
        runs -> {
          long ended = Math.max(0, w.slice().tally().ends() - runs.orphanEnds());
          return share(runs.expiredRuns(), runs.expiredRuns() + ended);
        });
  }

  static double membersSeenRatio(WindowView w) {
    double seen = w.context().trailing().cycleMembers();
    return seen / Math.max(seen, w.context().members());
  }

  /** Used share of the configured window, of the finished cycles. */
  static double offsetCoverageRatio(WindowView w) {
    OffsetSums offsets = w.trailing().offsets();
    double spread = offsets.spreadMillis();
    return spread == 0
        ? Double.NaN
        : OffsetRange.coverage(
            Math.min(1, offsets.leastMillis() / spread),
            Math.min(1, offsets.greatestMillis() / spread),
            offsets.events());
  }

  static double offsetUniformityPValue(WindowView w) {
    int[] bins = w.trailing().offsets().bins();
    return OffsetUniformity.kolmogorovSmirnovPValue(
        OffsetUniformity.kolmogorovSmirnov(bins), Rate.events(bins));
  }

  static double offsetOutsideEvents(WindowView w) {
    OffsetSums offsets = w.trailing().offsets();
    return offsets.spreadMillis() == 0 ? Double.NaN : offsets.outside();
  }

  static double resourceEventsMax(WindowView w) {
    List<ResourceCount> busiest = w.slice().resourceKeys().busiest(1);
    return busiest.isEmpty() ? Double.NaN : busiest.get(0).events();
  }

  static double clockAheadEvents(WindowView w) {
    DurationHistograms delays = w.slice().delays();
    return delays.has(Delay.BROKER_DELAY) ? delays.events(Delay.FAR_AHEAD) : Double.NaN;
  }

  /** p99 - p1 of δ, broker time less event time, by nearest rank. */
  static double clockSkewSeconds(WindowView w) {
    DurationHistograms delays = w.slice().delays();
    long n = delays.events(Delay.BROKER_DELAY);
    return n < 2
        ? Double.NaN
        : quantile(w, Delay.BROKER_DELAY, 1 - CLOCK_TAIL)
            - deltaSeconds(w, NearestRank.rank(n, CLOCK_TAIL));
  }

  /** The δ of this rank, the least first. */
  private static double deltaSeconds(WindowView w, long rank) {
    long left = rank;
    for (Delay ahead : List.of(Delay.FAR_AHEAD, Delay.SLIGHTLY_AHEAD)) {
      long n = w.slice().delays().events(ahead);
      if (left <= n) {
        // The least δ is the furthest ahead: counted from the other end.
        return -quantile(w, ahead, (n - left + 0.5) / n);
      }
      left -= n;
    }
    return quantile(w, Delay.BROKER_DELAY, CLOCK_TAIL);
  }
}
