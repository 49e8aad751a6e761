package io.dephasing.acceptance.docs;

import io.dephasing.core.sli.Measure;

/** Formulas as people read them. No default: a new measure does not compile without its own. */
final class MeasureFormulas {
  private MeasureFormulas() {}

  static String of(Measure measure) {
    return switch (measure) {
      case EVENTS -> "n";
      case INSTANCES -> "exact to 512, a sketch above (standard error 3.4 %)";
      case MEMBERS ->
          "most distinct instances of an hour and the one before it, over 24 h or two"
              + " cadences; at least those of the window";
      case LATE_EVENTS ->
          "older than the largest time of their partition by more than bound and"
              + " allowed lateness";
      case SPREAD_STDDEV_SECONDS -> "√(Σ(t − mean)² / (n − 1)); n ≥ 2";
      case SPREAD_RATIO -> "the same / (60 s / √12)";
      case RATE_MEAN_PER_SECOND -> "n / 60";
      case RATE_P95_PER_SECOND -> "the 57th smallest of the 60 c";
      case RATE_PEAK_PER_SECOND -> "max c";
      case RATE_PEAK_TO_MEAN_RATIO -> "60 max c / n; n ≥ 1";
      case RATE_PEAK_EXCESS_PER_SECOND -> "max c − expected max of n events thrown on 60 seconds";
      case DISPERSION_INDEX -> "s²(c) / mean(c), s² with 59; n ≥ 2";
      case SYNCHRONIZATION_INDEX ->
          "√max(0, (R² − 1/n) / (1 − 1/n)), R at D where D ≤ 60 s; else"
              + " the largest (K_w − E_w) / (N − E_w) over w = 2, 5, 15, 60 s; n ≥ 2";
      case SYNCHRONIZATION_P_VALUE -> "exp(−0.4 H), H over 20 harmonics; D ≤ 60 s, n ≥ 2";
      case CADENCE_SECONDS ->
          "the policy's; else the shorter of the scheduled times' median step"
              + " and the dominant period of the bank";
      case CADENCE_ORDER_PARAMETER ->
          "R = abs(Σ exp(2πi t / T)) / n, T the cadence; T ≤ 60 s, n ≥" + " 2";
      case CADENCE_ORDER_PARAMETER_EXPECTED -> "abs(sin x / x), x = πD / T; T ≤ 60 s";
      case HERD_SIZE ->
          "largest K in w = 2, 5, 15, 60 s (w ≤ max(2, D/4)) at the position with the"
              + " smallest p-value, across the window's start";
      case HERD_RATIO -> "the same / M";
      case HERD_P_VALUE -> "min(1, widths × smallest P(K ≥ k)), Wallenstein and Neff; N ≥ 5";
      case HERD_DURATION_SECONDS ->
          "seconds around its fullest one with c ≥ max(1, 3 max(λ," + " M/D))";
      case HERD_GROUPS -> "max over 5 s of groups whose first event in 30 s is in them";
      case CONCURRENCY_MEAN -> "mean of C, C = max(0, C before + starts − ends) each second";
      case CONCURRENCY_P95 -> "the 57th smallest of the 60 C";
      case CONCURRENCY_MAX -> "max(C before + starts)";
      case IN_FLIGHT -> "C of the last second";
      case ORPHAN_ENDS -> "ENDs that found no run in flight";
      case EXPIRED_RUNS -> "no END within 3 × p99 of durations, an hour before one is known";
      case DURATION_P50_SECONDS, DURATION_P99_SECONDS -> "quantile of `durationMillis` of ENDs";
      case START_DELAY_P50_SECONDS, START_DELAY_P99_SECONDS -> "quantile of t − `scheduledTime`";
      case CRITICAL_START_DELAY_P99_SECONDS -> "the same where `criticalPath`";
      case OFFSET_ERROR_P50_SECONDS, OFFSET_ERROR_P99_SECONDS ->
          "quantile of t − `scheduledTime` −" + " `appliedOffsetMillis`";
      case OFFSET_MISSING_RATIO -> "without `appliedOffsetMillis` / n";
      case OFFSET_ZERO_RATIO -> "`appliedOffsetMillis` = 0 / those with one";
      case PERIOD_SECONDS ->
          "longest T of the bank with p < 0.01 and R ≥ 0.5, after three T; as of the slices settled"
              + " before";
      case PERIOD_ORDER_PARAMETER -> "R = abs(Z) / Σw at that T, forgetting with half-life 4 T";
      case INCONSISTENT_RUNS ->
          "runs with an id that began over 1 s before the instance's previous END, started or"
              + " ended twice, or ended before they started; 16 instances, 8 marks each";
      case CONSISTENCY_WINDOW_SECONDS ->
          "now − first event of the version, until 0.95 M instances have it; while 4 at most are"
              + " followed, the longest";
      case OFFSET_COVERAGE_RATIO -> "(max u − min u)(n + 1) / (n − 1), u = offset / window; n ≥ 2";
      case OFFSET_UNIFORMITY_P_VALUE ->
          "2 Σ (−1)^(k−1) exp(−2 k² λ²), λ = (√n + 0.12 + 0.11 / √n) max abs(F − i/32)";
      case OFFSET_DISTINCT_RATIO ->
          "distinct / S (1 − (1 − 1/S)^n), S = window / 1 ms, or / 1 s where all are whole seconds";
      case OFFSET_SLOPE -> "Σ(o − mean)(y − mean) / Σ(o − mean)²; n ≥ 3";
      case OFFSET_OUTSIDE_EVENTS -> "offset > window";
      case CLOCK_SKEW_SECONDS -> "p99 − p1 of δ = broker time − t; n ≥ 2";
      case CLOCK_AHEAD_EVENTS -> "δ < −100 ms";
      case BROKER_DELAY_P99_SECONDS -> "quantile of max(0, δ)";
      case END_MISSING_RATIO -> "overdue / (overdue + ended)";
      case MEMBERS_SEEN_RATIO ->
          "distinct instances of the last cycle that was over / M; with a known cadence";
      case RETRY_AMPLIFICATION_RATIO ->
          "1 + retries / retries of attempt 1: each first retry stands for a request that failed";
      case RESOURCE_EVENTS_MAX ->
          "largest count of one `resourceKey`; exact to 96 distinct keys, too small by up to a"
              + " thirty-sixth of all beyond";
      case SCHEDULE_MISSING_RATIO -> "without `scheduledTime` / n";
      case WHOLE_SECOND_RATIO -> "t mod 1000 ms = 0 / n";
      case TIME_RESOLUTION_SECONDS ->
          "60: t mod 60 s = 0 of all, here and before, in 3 minutes at least; 1: t mod 1 s = 0 of"
              + " all, 3 at least";
      case FAILURE_RATIO -> "(FAILURE + TIMEOUT) / (those + SUCCESS + CANCELLED)";
      case WARM_START_RATIO -> "warm / (warm + cold)";
      case RETRY_DEPTH_MEAN -> "retries / retries of attempt 1";
      case RETRY_JITTER_RATIO ->
          "least over attempts a of √max(0, V(a+1) − V(a)) / (backoff /"
              + " √12), V the variance of t; 20 events of each";
    };
  }
}
