package io.dephasing.core.sli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Ids are for ever: they are wire, policy, evidence and Prometheus at once. */
class MeasureTest {
  /** The one list of SLIs: the table of docs/design DASHBOARDS 1.2. */
  private static final Set<String> LISTED =
      Set.of(
          "events",
          "instances",
          "members",
          "late_events",
          "spread_stddev_seconds",
          "spread_ratio",
          "rate_mean_per_second",
          "rate_p95_per_second",
          "rate_peak_per_second",
          "rate_peak_to_mean_ratio",
          "rate_peak_excess_per_second",
          "dispersion_index",
          "synchronization_index",
          "synchronization_p_value",
          "cadence_seconds",
          "cadence_order_parameter",
          "cadence_order_parameter_expected",
          "period_seconds",
          "period_order_parameter",
          "herd_size",
          "herd_ratio",
          "herd_p_value",
          "herd_duration_seconds",
          "herd_groups",
          "concurrency_mean",
          "concurrency_p95",
          "concurrency_max",
          "in_flight",
          "orphan_ends",
          "expired_runs",
          "inconsistent_runs",
          "consistency_window_seconds",
          "duration_p50_seconds",
          "duration_p99_seconds",
          "start_delay_p50_seconds",
          "start_delay_p99_seconds",
          "critical_start_delay_p99_seconds",
          "offset_error_p50_seconds",
          "offset_error_p99_seconds",
          "offset_missing_ratio",
          "offset_zero_ratio",
          "offset_coverage_ratio",
          "offset_uniformity_p_value",
          "offset_distinct_ratio",
          "offset_slope",
          "offset_outside_events",
          "clock_skew_seconds",
          "clock_ahead_events",
          "broker_delay_p99_seconds",
          "schedule_missing_ratio",
          "end_missing_ratio",
          "members_seen_ratio",
          "whole_second_ratio",
          "time_resolution_seconds",
          "failure_ratio",
          "warm_start_ratio",
          "retry_amplification_ratio",
          "retry_depth_mean",
          "retry_jitter_ratio",
          "resource_events_max");

  /** Beginnings that other series have. */
  private static final Set<String> RESERVED =
      Set.of(
          "baseline",
          "limit",
          "change",
          "alert",
          "slo",
          "policy",
          "annotation",
          "maintenance",
          "recommended",
          "pipeline",
          "export");

  @ParameterizedTest
  @EnumSource
  void the_id_is_the_constant_in_lower_case_and_is_found_by_it(Measure measure) {
    assertThat(measure.id()).isEqualTo(measure.name().toLowerCase(Locale.ROOT));
    assertThat(Measure.ofId(measure.id())).contains(measure);
  }

  @ParameterizedTest
  @EnumSource
  void the_id_is_one_of_the_list(Measure measure) {
    assertThat(LISTED).contains(measure.id());
  }

  @ParameterizedTest
  @EnumSource
  void no_id_begins_as_another_series_does(Measure measure) {
    assertThat(RESERVED).noneMatch(measure.id()::startsWith);
  }

  @ParameterizedTest
  @EnumSource
  void a_measure_says_what_it_is(Measure measure) {
    assertThat(measure.method()).matches("[0-9.]+(, [0-9.]+)*");
    assertThat(measure.unit()).isNotBlank();
    assertThat(measure.help()).isNotBlank().doesNotEndWith(".");
  }
}
