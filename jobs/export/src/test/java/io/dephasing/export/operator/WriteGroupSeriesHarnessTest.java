package io.dephasing.export.operator;

import static org.assertj.core.api.Assertions.assertThat;

import io.dephasing.core.event.EventKind;
import io.dephasing.core.event.GroupKey;
import io.dephasing.core.sli.Window;
import io.dephasing.export.series.AlertChange;
import io.dephasing.export.series.AlertChange.Status;
import io.dephasing.export.series.Exportable;
import io.dephasing.export.series.GroupWindow;
import io.dephasing.export.series.Sample;
import io.dephasing.export.series.SeriesLabels;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class WriteGroupSeriesHarnessTest {
  private static final long MINUTE_MILLIS = 60_000;
  private static final long START_MILLIS = 29_545_000L * MINUTE_MILLIS;
  private static final GroupKey GROUP =
      new GroupKey(EventKind.JOB_START, "backup", "nightly", null);
  private static final GroupKey OTHER = new GroupKey(EventKind.JOB_START, "shop", "sync", null);

  private KeyedOneInputStreamOperatorTestHarness<String, Tuple2<String, byte[]>, Sample> harness;

  @BeforeEach
  void open() throws Exception {
    harness = fresh();
    harness.open();
  }

  @AfterEach
  void close() throws Exception {
    harness.close();
  }

  @Test
  void a_restore_counts_no_window_twice() throws Exception {
    publishWindow(1, "good");
    publishWindow(2, "bad");
    OperatorSubtaskState saved = harness.snapshot(1, 1);
    publishWindow(3, "good");
    restore(saved);
    publishWindow(2, "bad");
    publishWindow(3, "good");

    assertThat(samples("dephasing_slo_windows_total")).containsExactly("179000 3");
    assertThat(samples("dephasing_slo_bad_windows_total")).containsExactly("179000 1");
  }

  @Test
  void a_silent_group_s_lines_end_and_only_once() throws Exception {
    publishWindow(1, "good");
    for (int minute = 2; minute <= 20; minute++) {
      harness.setProcessingTime(START_MILLIS + minute * MINUTE_MILLIS);
    }

    assertThat(samples("dephasing_events")).containsExactly("59000 5", "118999 stale");
  }

  @Test
  void a_group_that_goes_on_has_one_timer() throws Exception {
    for (int minute = 1; minute <= 20; minute++) {
      publishWindow(minute, "good");
    }

    assertThat(harness.numProcessingTimeTimers()).isEqualTo(1);
    assertThat(samples("dephasing_events")).hasSize(20).noneMatch(line -> line.endsWith("stale"));
  }

  @Test
  void an_alert_s_state_is_written_each_minute_by_the_clock_also_after_a_restore()
      throws Exception {
    harness.setProcessingTime(START_MILLIS);
    publish("alert FIRING " + START_MILLIS);
    restore(harness.snapshot(1, 1));
    harness.setProcessingTime(START_MILLIS + MINUTE_MILLIS);
    harness.setProcessingTime(START_MILLIS + 2 * MINUTE_MILLIS);

    assertThat(samples("dephasing_alert_state")).containsExactly("60000 1", "120000 1");
  }

  @Test
  void a_clock_that_lies_back_after_a_restore_writes_no_time_twice() throws Exception {
    harness.setProcessingTime(START_MILLIS);
    publish("alert FIRING " + START_MILLIS);
    restore(harness.snapshot(1, 1));
    harness.setProcessingTime(START_MILLIS - 30 * MINUTE_MILLIS);
    publish("alert FIRING " + START_MILLIS);
    harness.setProcessingTime(START_MILLIS + MINUTE_MILLIS);
    harness.setProcessingTime(START_MILLIS + 2 * MINUTE_MILLIS);

    assertThat(samples("dephasing_alert_state")).containsExactly("60000 1", "120000 1");
  }

  @Test
  void an_alert_that_ended_while_the_job_was_away_is_1_until_then_and_no_longer() throws Exception {
    harness.setProcessingTime(START_MILLIS);
    publish("alert FIRING " + START_MILLIS);
    restore(harness.snapshot(1, 1));
    harness.setProcessingTime(START_MILLIS + 30 * MINUTE_MILLIS);
    assertThat(samples("dephasing_alert_state")).isEmpty();
    publish("alert RESOLVED " + (START_MILLIS + 2 * MINUTE_MILLIS + 1));

    assertThat(samples("dephasing_alert_state")).containsExactly("60000 1", "120000 1", "120001 0");
  }

  @Test
  void an_alert_that_outlasts_the_job_s_absence_is_filled_in_when_the_rest_was_read()
      throws Exception {
    harness.setProcessingTime(START_MILLIS);
    publish("alert FIRING " + START_MILLIS);
    restore(harness.snapshot(1, 1));
    harness.setProcessingTime(START_MILLIS + 4 * MINUTE_MILLIS);
    harness.setProcessingTime(START_MILLIS + 4 * MINUTE_MILLIS + 10_000);

    assertThat(samples("dephasing_alert_state"))
        .containsExactly("60000 1", "120000 1", "180000 1", "240000 1");
  }

  @Test
  void nothing_is_kept_of_a_group_that_there_is_no_room_for() throws Exception {
    harness.close();
    harness = fresh(1);
    harness.open();
    publishWindow(1, "good");
    publish(OTHER, "window 1 good");
    publish(OTHER, "window 2 good");

    assertThat(samples("dephasing_events")).containsExactly("59000 5");
    assertThat(harness.numKeyedStateEntries()).isEqualTo(1);
    assertThat(harness.numProcessingTimeTimers()).isEqualTo(1);
  }

  @Test
  void what_cannot_be_read_is_counted_and_shown() throws Exception {
    harness.setProcessingTime(START_MILLIS);
    harness.processElement(Tuple2.of("", new byte[0]), 0);
    harness.setProcessingTime(START_MILLIS + 15_000);
    publishWindow(1, "good");

    assertThat(samples("dephasing_export_unreadable_total")).contains("0 1");
    assertThat(samples("dephasing_export_series")).isNotEmpty();
  }

  private void restore(OperatorSubtaskState saved) throws Exception {
    harness.close();
    harness = fresh();
    harness.initializeState(saved);
    harness.open();
  }

  private void publishWindow(int minute, String verdict) throws Exception {
    harness.setProcessingTime(START_MILLIS + minute * MINUTE_MILLIS);
    publish("window %d %s".formatted(minute, verdict));
  }

  private void publish(String record) throws Exception {
    publish(GROUP, record);
  }

  private void publish(GroupKey group, String record) throws Exception {
    String text = group.canonical() + "\n" + record;
    harness.processElement(Tuple2.of(group.canonical(), text.getBytes(StandardCharsets.UTF_8)), 0);
  }

  private static KeyedOneInputStreamOperatorTestHarness<String, Tuple2<String, byte[]>, Sample>
      fresh() throws Exception {
    return fresh(1_000);
  }

  private static KeyedOneInputStreamOperatorTestHarness<String, Tuple2<String, byte[]>, Sample>
      fresh(long mostSeries) throws Exception {
    return new KeyedOneInputStreamOperatorTestHarness<>(
        new KeyedProcessOperator<>(
            new WriteGroupSeries(WriteGroupSeriesHarnessTest::read, 128, mostSeries)),
        record -> record.f0,
        Types.STRING);
  }

  private List<String> samples(String metric) {
    return harness.extractOutputValues().stream()
        .filter(sample -> metric.equals(sample.labels().value(SeriesLabels.NAME)))
        .map(
            sample ->
                "%d %s"
                    .formatted(
                        sample.timeMillis() - START_MILLIS,
                        sample.isStale() ? "stale" : String.valueOf((long) sample.value())))
        .toList();
  }

  private static Exportable read(byte[] record) {
    String[] lines = new String(record, StandardCharsets.UTF_8).split("\n", -1);
    GroupKey group = GroupKey.parse(lines[0]);
    String[] words = lines[1].split(" ", -1);
    if (words[0].equals("alert")) {
      return new AlertChange(
          group,
          "a1",
          "DephasingHerd",
          "page",
          Status.valueOf(words[1]),
          Long.parseLong(words[2]),
          false);
    }
    long endMillis = START_MILLIS + Integer.parseInt(words[1]) * MINUTE_MILLIS;
    Sample events =
        Sample.of(
            SeriesLabels.of(group).with("window", "1m").named("dephasing_events"),
            GroupWindow.sampleMillis(endMillis, 0),
            5.0);
    return new GroupWindow(
        group,
        new Window(endMillis - MINUTE_MILLIS, endMillis),
        0,
        words[2].equals("good"),
        new GroupWindow.Series(List.of(events), List.of(), List.of()));
  }
}
