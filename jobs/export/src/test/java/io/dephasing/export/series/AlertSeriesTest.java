package io.dephasing.export.series;

import static org.assertj.core.api.Assertions.assertThat;

import io.dephasing.core.event.EventKind;
import io.dephasing.core.event.GroupKey;
import io.dephasing.export.series.AlertChange.Status;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class AlertSeriesTest {
  private static final GroupKey GROUP =
      new GroupKey(EventKind.JOB_START, "backup", "nightly", null);
  private static final long MINUTE_MILLIS = 60_000;
  private static final long START_MILLIS = 1_000 * MINUTE_MILLIS;

  private final List<AlertMemory> memory = new ArrayList<>();
  private final List<Sample> written = new ArrayList<>();
  private final AlertSeries series = new AlertSeries(GROUP, memory, written::add);

  @Test
  void an_alert_is_1_each_minute_then_0_for_5_minutes_then_ends() {
    series.change(change("one", "page", Status.FIRING, 0));
    series.tick(START_MILLIS + MINUTE_MILLIS);
    series.tick(START_MILLIS + 2 * MINUTE_MILLIS);
    series.change(change("one", "page", Status.RESOLVED, 2 * MINUTE_MILLIS + 30_000));
    for (int minute = 3; minute <= 8; minute++) {
      series.tick(START_MILLIS + minute * MINUTE_MILLIS);
    }

    assertThat(states("page"))
        .containsExactly(
            "0 1", "60 1", "120 1", "150 0", "210 0", "270 0", "330 0", "390 0", "450 stale");
    assertThat(series.isActive()).isFalse();
  }

  @Test
  void minutes_that_passed_while_nobody_read_are_filled_in() {
    series.change(change("one", "page", Status.FIRING, 0));
    series.change(change("one", "page", Status.RESOLVED, 3 * MINUTE_MILLIS + 1));

    assertThat(states("page")).containsExactly("0 1", "60 1", "120 1", "180 1", "180 0");
  }

  @Test
  void a_start_is_counted_once_with_a_zero_before_it_whether_or_not_a_rollout_overlaps() {
    series.change(change("one", "page", Status.FIRING, 0));
    series.change(change("one", "page", Status.FIRING, 0));

    assertThat(counts("false")).containsExactly("-60 0", "0 1");
    assertThat(counts("true")).containsExactly("-60 0", "0 0");
  }

  @Test
  void a_start_after_hours_has_the_value_of_before_one_minute_before_it() {
    series.change(change("one", "page", Status.FIRING, 0));
    series.change(change("one", "page", Status.RESOLVED, MINUTE_MILLIS));
    series.change(change("two", "page", Status.FIRING, 60 * MINUTE_MILLIS));

    assertThat(counts("false")).containsExactly("-60 0", "0 1", "3540 1", "3600 2");
  }

  @Test
  void a_rise_to_page_ends_the_ticket_and_is_a_start_of_its_own() {
    series.change(change("one", "ticket", Status.FIRING, 0));
    series.change(change("one", "page", Status.FIRING, 30_000));

    assertThat(states("ticket")).containsExactly("0 1", "30 0");
    assertThat(states("page")).containsExactly("30 1");
    assertThat(memory).extracting(each -> each.started[0]).containsExactly(1L, 1L);
  }

  @Test
  void records_that_come_again_neither_fire_nor_count_again() {
    series.change(change("one", "page", Status.FIRING, 0));
    series.change(change("one", "page", Status.RESOLVED, MINUTE_MILLIS));
    written.clear();
    series.change(change("one", "page", Status.FIRING, 0));
    series.change(change("one", "page", Status.RESOLVED, MINUTE_MILLIS));

    assertThat(written).isEmpty();
  }

  @Test
  void transitions_that_come_again_neither_end_nor_count_later_alerts() {
    for (int times = 0; times < 2; times++) {
      series.change(change("one", "page", Status.FIRING, 0));
      series.change(change("one", "page", Status.RESOLVED, MINUTE_MILLIS));
      series.change(change("two", "page", Status.FIRING, 2 * MINUTE_MILLIS));
    }

    assertThat(states("page")).containsExactly("0 1", "60 0", "120 1");
    assertThat(memory).extracting(each -> each.started[0]).containsExactly(2L);
  }

  @Test
  void an_alert_that_waited_for_the_end_of_another_fires_although_it_was_decided_before() {
    series.change(change("one", "page", Status.FIRING, 0));
    series.change(change("one", "page", Status.RESOLVED, 2 * MINUTE_MILLIS));
    series.change(change("two", "page", Status.FIRING, MINUTE_MILLIS));

    assertThat(states("page")).endsWith("120 0", "120 1");
    assertThat(memory).extracting(each -> each.started[0]).containsExactly(2L);
  }

  @Test
  void a_ticket_that_comes_again_after_its_rise_to_page_does_not_end_the_page() {
    for (int times = 0; times < 2; times++) {
      series.change(change("one", "ticket", Status.FIRING, 0));
      series.change(change("one", "page", Status.FIRING, 0));
    }

    assertThat(states("page")).containsExactly("0 1");
  }

  @Test
  void an_alert_whose_end_does_not_come_in_two_days_is_0_from_then_on_and_ends() {
    long longest = AlertChange.LONGEST_MILLIS;
    series.change(change("one", "page", Status.FIRING, 0));
    assertThat(series.tick(START_MILLIS + longest)).isZero();
    written.clear();

    assertThat(series.tick(START_MILLIS + longest + MINUTE_MILLIS)).isEqualTo(1);
    assertThat(series.tick(START_MILLIS + longest + 2 * MINUTE_MILLIS)).isZero();
    assertThat(states("page")).startsWith("172800 0", "172860 0");
    series.tick(START_MILLIS + longest + 6 * MINUTE_MILLIS);
    assertThat(series.isActive()).isFalse();
  }

  @Test
  void times_of_a_line_only_grow_although_the_clock_is_ahead_of_the_record() {
    series.change(change("one", "page", Status.FIRING, 0));
    series.tick(START_MILLIS + MINUTE_MILLIS);
    series.change(change("one", "page", Status.SUPPRESSED, 59_000));

    assertThat(states("page")).containsExactly("0 1", "60 1", "60 2");
    assertThat(written).extracting(Sample::timeMillis).contains(START_MILLIS + MINUTE_MILLIS + 1);
  }

  private static AlertChange change(String id, String severity, Status status, long afterMillis) {
    return new AlertChange(
        GROUP, id, "DephasingHerd", severity, status, START_MILLIS + afterMillis, false);
  }

  private List<String> states(String severity) {
    return written.stream()
        .filter(sample -> "dephasing_alert_state".equals(sample.labels().value(SeriesLabels.NAME)))
        .filter(sample -> severity.equals(sample.labels().value("severity")))
        .map(AlertSeriesTest::text)
        .toList();
  }

  private List<String> counts(String afterDeployment) {
    return written.stream()
        .filter(sample -> afterDeployment.equals(sample.labels().value("after_deployment")))
        .map(AlertSeriesTest::text)
        .toList();
  }

  /** Seconds after the start, and the value. */
  private static String text(Sample sample) {
    return "%d %s"
        .formatted(
            Math.floorDiv(sample.timeMillis() - START_MILLIS, 1_000L),
            sample.isStale() ? "stale" : String.valueOf((long) sample.value()));
  }
}
