package io.dephasing.export.operator;

import static org.assertj.core.api.Assertions.assertThat;

import io.dephasing.core.event.EventKind;
import io.dephasing.core.event.GroupKey;
import io.dephasing.export.series.AlertChange;
import io.dephasing.export.series.AlertChange.Status;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class KeepAlertsAliveHarnessTest {
  private static final long NOW_MILLIS = 1_772_700_000_000L;
  private static final GroupKey GROUP =
      new GroupKey(EventKind.JOB_START, "backup", "nightly", null);

  private KeyedOneInputStreamOperatorTestHarness<
          String, Tuple2<String, byte[]>, Tuple2<byte[], Long>>
      harness;

  @BeforeEach
  void open() throws Exception {
    harness = fresh();
    harness.open();
    harness.setProcessingTime(NOW_MILLIS);
  }

  @AfterEach
  void close() throws Exception {
    harness.close();
  }

  @Test
  void an_alert_that_fires_is_told_at_once_and_again_each_minute() throws Exception {
    publish(Status.FIRING, NOW_MILLIS);
    harness.setProcessingTime(NOW_MILLIS + 60_000);
    harness.setProcessingTime(NOW_MILLIS + 120_000);

    assertThat(told()).containsExactly("FIRING 240000", "FIRING 300000", "FIRING 360000");
  }

  @Test
  void that_it_is_over_is_told_three_times_and_then_forgotten() throws Exception {
    publish(Status.FIRING, NOW_MILLIS);
    publish(Status.RESOLVED, NOW_MILLIS);
    for (int minute = 1; minute <= 5; minute++) {
      harness.setProcessingTime(NOW_MILLIS + minute * 60_000L);
    }

    assertThat(told()).containsExactly("FIRING 240000", "RESOLVED", "RESOLVED", "RESOLVED");
    harness.setProcessingTime(NOW_MILLIS + 300_000 + KeepAlertsAlive.KEPT_MILLIS);
    assertThat(told()).hasSize(4);
    assertThat(harness.numKeyedStateEntries()).isZero();
    assertThat(harness.numProcessingTimeTimers()).isZero();
  }

  @Test
  void one_that_is_suppressed_is_told_of_no_more() throws Exception {
    publish(Status.FIRING, NOW_MILLIS);
    publish(Status.SUPPRESSED, NOW_MILLIS);
    harness.setProcessingTime(NOW_MILLIS + 300_000);

    assertThat(told()).containsExactly("FIRING 240000");
    assertThat(harness.numKeyedStateEntries()).isZero();
  }

  @Test
  void of_an_old_alert_that_is_over_by_now_nobody_hears_that_it_fires() throws Exception {
    publish(Status.FIRING, NOW_MILLIS - 3_600_000);
    publish(Status.RESOLVED, NOW_MILLIS - 3_000_000);
    harness.setProcessingTime(NOW_MILLIS + 10_000);

    assertThat(told()).containsExactly("RESOLVED");
  }

  @Test
  void an_old_alert_that_still_fires_is_told_when_the_rest_was_read() throws Exception {
    publish(Status.FIRING, NOW_MILLIS - 3_600_000);
    assertThat(told()).isEmpty();
    harness.setProcessingTime(NOW_MILLIS + 10_000);

    assertThat(told()).containsExactly("FIRING 250000");
  }

  @Test
  void an_alert_is_told_of_again_after_a_restore() throws Exception {
    publish(Status.FIRING, NOW_MILLIS);
    restoreAfter(60_000);

    assertThat(told()).containsExactly("FIRING 300000");
  }

  @Test
  void a_clock_that_lies_back_after_a_restore_stops_and_repeats_nothing() throws Exception {
    publish(Status.FIRING, NOW_MILLIS);
    restoreAfter(-30 * 60_000);
    assertThat(told()).isEmpty();
    publish("a1", Status.RESOLVED, NOW_MILLIS + 1_000);
    for (int minute = 29; minute >= 0; minute--) {
      harness.setProcessingTime(NOW_MILLIS - minute * 60_000L);
    }

    assertThat(told()).containsExactly("RESOLVED", "RESOLVED", "RESOLVED");
  }

  @Test
  void an_alert_that_ended_while_the_job_was_away_is_not_told_to_fire_after_the_restore()
      throws Exception {
    publish(Status.FIRING, NOW_MILLIS);
    restoreAfter(30 * 60_000);
    publish(Status.RESOLVED, NOW_MILLIS + 300_000);

    assertThat(told()).containsExactly("RESOLVED");
  }

  @Test
  void an_alert_that_outlasts_the_job_s_absence_is_told_again_when_the_rest_was_read()
      throws Exception {
    publish(Status.FIRING, NOW_MILLIS);
    restoreAfter(30 * 60_000);
    assertThat(told()).isEmpty();
    harness.setProcessingTime(NOW_MILLIS + 30 * 60_000 + 10_000);

    assertThat(told()).containsExactly("FIRING 2050000");
    assertThat(harness.numProcessingTimeTimers()).isEqualTo(1);
  }

  @Test
  void a_record_that_comes_again_does_not_light_it_up_again() throws Exception {
    publish(Status.FIRING, NOW_MILLIS);
    publish(Status.RESOLVED, NOW_MILLIS);
    publish(Status.FIRING, NOW_MILLIS);

    assertThat(told()).containsExactly("FIRING 240000", "RESOLVED");
  }

  @Test
  void an_alert_whose_end_does_not_come_in_two_days_is_told_three_times_to_end_now()
      throws Exception {
    publish(Status.FIRING, NOW_MILLIS - AlertChange.LONGEST_MILLIS - 1);
    for (int minute = 0; minute <= 5; minute++) {
      harness.setProcessingTime(NOW_MILLIS + minute * 60_000L + 10_000);
    }

    assertThat(told()).containsExactly("FIRING 10000", "FIRING 70000", "FIRING 130000");
    assertThat(harness.numKeyedStateEntries()).isZero();
    assertThat(harness.numProcessingTimeTimers()).isZero();
  }

  @Test
  void transitions_that_come_again_end_no_later_alert() throws Exception {
    for (int times = 0; times < 2; times++) {
      publish("a1", Status.FIRING, NOW_MILLIS - 90_000);
      publish("a1", Status.RESOLVED, NOW_MILLIS - 60_000);
      publish("a2", Status.FIRING, NOW_MILLIS - 30_000);
    }
    harness.setProcessingTime(NOW_MILLIS + 60_000);

    assertThat(told())
        .containsExactly("FIRING 240000", "RESOLVED", "FIRING 240000", "FIRING 300000");
  }

  @Test
  void they_do_not_light_it_up_again_either_when_it_was_told_that_it_is_over() throws Exception {
    publish(Status.FIRING, NOW_MILLIS);
    publish(Status.RESOLVED, NOW_MILLIS);
    harness.setProcessingTime(NOW_MILLIS + 60_000);
    harness.setProcessingTime(NOW_MILLIS + 120_000);
    publish(Status.FIRING, NOW_MILLIS);
    publish(Status.RESOLVED, NOW_MILLIS);

    assertThat(told()).containsExactly("FIRING 240000", "RESOLVED", "RESOLVED", "RESOLVED");
  }

  @Test
  void an_alert_that_waited_for_the_end_of_another_is_told_although_it_was_decided_before()
      throws Exception {
    publish("a1", Status.FIRING, NOW_MILLIS - 90_000);
    publish("a1", Status.RESOLVED, NOW_MILLIS - 10_000);
    publish("a2", Status.FIRING, NOW_MILLIS - 30_000);

    assertThat(told()).containsExactly("FIRING 240000", "RESOLVED", "FIRING 240000");
  }

  private static KeyedOneInputStreamOperatorTestHarness<
          String, Tuple2<String, byte[]>, Tuple2<byte[], Long>>
      fresh() throws Exception {
    return new KeyedOneInputStreamOperatorTestHarness<>(
        new KeyedProcessOperator<>(new KeepAlertsAlive(KeepAlertsAliveHarnessTest::read)),
        record -> record.f0,
        Types.STRING);
  }

  /** The clock moves on before anything is read, as in a job. */
  private void restoreAfter(long awayMillis) throws Exception {
    OperatorSubtaskState saved = harness.snapshot(1, 1);
    harness.close();
    harness = fresh();
    harness.initializeState(saved);
    harness.open();
    harness.setProcessingTime(NOW_MILLIS + awayMillis);
  }

  private void publish(Status status, long decidedAtMillis) throws Exception {
    publish("a1", status, decidedAtMillis);
  }

  private void publish(String id, Status status, long decidedAtMillis) throws Exception {
    byte[] record = (status + " " + decidedAtMillis + " " + id).getBytes(StandardCharsets.UTF_8);
    harness.processElement(Tuple2.of("fingerprint", record), 0);
  }

  /** Until when each is to be believed, ms from now. */
  private List<String> told() {
    List<String> lines = new ArrayList<>();
    for (Tuple2<byte[], Long> told : harness.extractOutputValues()) {
      Status status = read(told.f0).status();
      lines.add(status == Status.FIRING ? "FIRING " + (told.f1 - NOW_MILLIS) : status.toString());
    }
    return lines;
  }

  private static AlertChange read(byte[] record) {
    String[] words = new String(record, StandardCharsets.UTF_8).split(" ", -1);
    return new AlertChange(
        GROUP,
        words[2],
        "DephasingHerd",
        "page",
        Status.valueOf(words[0]),
        Long.parseLong(words[1]),
        false);
  }
}
