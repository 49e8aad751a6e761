package io.dephasing.dashboards;

import static io.dephasing.dashboards.DebugDashboard.GROUP;
import static io.dephasing.dashboards.Promql.decades;
import static io.dephasing.dashboards.Promql.maxBy;
import static io.dephasing.dashboards.Promql.sumBy;
import static io.dephasing.dashboards.Promql.totals;
import static io.dephasing.dashboards.Selector.measure;
import static io.dephasing.dashboards.Selector.windowed;

import io.dephasing.core.sli.Measure;
import io.dephasing.export.series.ExportedMetric;
import java.util.List;

/** Rows of the debug dashboard: rate and synchronization, retries. */
final class DebugRates {
  private static final String NO_CADENCE = "no cadence of a minute or less is known";
  private static final String NO_RETRIES = "no retries in this selection";

  private DebugRates() {}

  static Row rateAndSynchronization() {
    return new Row(
        30,
        "Rate and synchronization",
        List.of(rate(), peakToMean(), dispersion(), significance(), period(), phaseLock()));
  }

  static Row retries() {
    return new Row(
        40, "Retries and keys", List.of(attempts(), backoff(), depthAndJitter(), hitsPerKey()));
  }

  private static Panel rate() {
    return Panel.lines(31, "Rate")
        .asks(GROUP + " mean", measure(Measure.RATE_MEAN_PER_SECOND))
        .asks(GROUP + " p95", measure(Measure.RATE_P95_PER_SECOND))
        .asks(GROUP + " peak", measure(Measure.RATE_PEAK_PER_SECOND))
        .asks(GROUP + " peak beyond chance", measure(Measure.RATE_PEAK_EXCESS_PER_SECOND))
        .in(Unit.REQUESTS_PER_SECOND)
        .says(
            "Events in a second: on average, in the busiest seconds, in the fullest one, and what"
                + " of the fullest one chance does not explain.",
            "mean and peak close together, the excess near 0. Mean rises too: load. Peak alone"
                + " rises: a herd, which p95 does not see when it is over within 3 s.",
            Seed.M2);
  }

  private static Panel peakToMean() {
    return Panel.lines(32, "Peak to mean, length of the herd")
        .asks(GROUP + " peak / mean", measure(Measure.RATE_PEAK_TO_MEAN_RATIO))
        .asks(GROUP + " herd, s", measure(Measure.HERD_DURATION_SECONDS))
        .says(
            "The fullest second over the mean (60: everything in one second), and how many"
                + " seconds the burst lasts.",
            "2 to 4 at a few hundred events a minute. Few events make it large by chance: look at"
                + " the significance.",
            Seed.M2);
  }

  private static Panel dispersion() {
    return Panel.lines(33, "Dispersion")
        .asks(GROUP, measure(Measure.DISPERSION_INDEX))
        .says(
            "Variance over mean of the events in each second.",
            "1 is chance, below 1 is more even than chance. In the hundreds: a herd.",
            Seed.M1);
  }

  private static Panel significance() {
    return Panel.lines(34, "Significance")
        .asks(GROUP + " synchronized", decades(measure(Measure.SYNCHRONIZATION_P_VALUE)))
        .asks(GROUP + " herd", decades(measure(Measure.HERD_P_VALUE)))
        .says(
            "How hard it is to explain by chance: 3 is one in a thousand, 6 one in a million.",
            "below 2. Above 6 with few members it is still real, and small.",
            Seed.M1);
  }

  private static Panel period() {
    return Panel.lines(35, "Period")
        .asks(GROUP + " cadence", measure(Measure.CADENCE_SECONDS))
        .asks(GROUP + " observed", measure(Measure.PERIOD_SECONDS))
        .in(Unit.SECONDS)
        .whenEmpty("no cadence is known, and none of the bank's periods is seen")
        .says(
            "Every how many seconds the group acts: the cadence in force, and the longest period"
                + " of the bank (1 min to 24 h) that its events show by themselves.",
            "constant, and what the schedule says. A step is a changed schedule. Observed without"
                + " a cadence: a rhythm that nobody has told us of.",
            Seed.M1);
  }

  private static Panel phaseLock() {
    return Panel.lines(36, "Phase lock")
        .asks(GROUP + " observed", measure(Measure.CADENCE_ORDER_PARAMETER))
        .asks(GROUP + " by design", measure(Measure.CADENCE_ORDER_PARAMETER_EXPECTED))
        .asks(GROUP + " at its period", measure(Measure.PERIOD_ORDER_PARAMETER))
        .in(Unit.SHARE)
        .whenEmpty(NO_CADENCE)
        .says(
            "How much the group acts at one phase of its cadence, how much it would with perfect"
                + " jitter over its spread window, and how much it does at the period that its"
                + " events show.",
            "observed not above by design. By design near 100 %: the spread window is small"
                + " against the period, which is no error.",
            Seed.M1);
  }

  private static Panel attempts() {
    return Panel.lines(41, "Retries by attempt")
        .asks(
            "attempt {{attempt}}",
            sumBy("attempt", totals(windowed(ExportedMetric.ATTEMPT_EVENTS))))
        .sized(8, 9)
        .whenEmpty(NO_RETRIES)
        .says(
            "How many retries are first ones, second ones, and so on.",
            "each attempt far below the one before. Equal lines: retries do not help, only load.",
            Seed.M8);
  }

  private static Panel backoff() {
    return Panel.heatmap(42, "Planned backoff")
        .asks("{{le}}", sumBy("le", totals(windowed(ExportedMetric.BACKOFF_SECONDS_BUCKET))))
        .sized(8, 9)
        .whenEmpty("no retry says its backoff")
        .says(
            "How long clients plan to wait before they try again.",
            "a cloud over several rows. One bright row: everybody waits equally long and comes"
                + " back together.",
            Seed.M8);
  }

  private static Panel depthAndJitter() {
    return Panel.lines(43, "Amplification, depth and jitter of retries")
        .asks(GROUP + " amplification", measure(Measure.RETRY_AMPLIFICATION_RATIO))
        .asks(GROUP + " depth", measure(Measure.RETRY_DEPTH_MEAN))
        .asks(GROUP + " jitter", measure(Measure.RETRY_JITTER_RATIO))
        .sized(8, 9)
        .whenEmpty(NO_RETRIES)
        .says(
            "Attempts for each request that was retried (2: one more try is enough), retries for"
                + " each first retry, and how much of the backoff is random: 0 none, 0.5 half of"
                + " it, 1 all.",
            "amplification below 2.5, depth below 1.5, jitter from 0.5 on.",
            Seed.M8);
  }

  private static Panel hitsPerKey() {
    return Panel.lines(44, "Hits per key")
        .asks(GROUP, maxBy("service, group", measure(Measure.RESOURCE_EVENTS_MAX)))
        .sized(24, 9)
        .whenEmpty("no event names a resource key")
        .says(
            "Events of a window that go for the busiest resource key: a cache key, a table, an"
                + " artifact.",
            "flat. A peak is a stampede: many want the same at once. The alert names the key.",
            Seed.M3);
  }
}
