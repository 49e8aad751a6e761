package io.dephasing.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.dephasing.schemas.AlertState;
import java.util.List;
import org.junit.jupiter.api.Test;

final class FiguresTest {
  private static final long NOON = 1_772_452_800_000L;
  private static final Script SCRIPT = new Script(NOON, 120_000, 10);
  private static final long UP = NOON + 10_000;

  /** A herd of the fleet's time when the clock shows 20 s after noon. */
  private static final long HERD = SCRIPT.simulatedMillis(NOON + 20_000);

  private final Figures account = new Figures(SCRIPT, new HerdMinutes(List.of(OutputRecords.CRON)));

  @Test
  void an_alert_fires_once_and_resolves_once() {
    account.add(OutputRecords.alert(AlertState.FIRING, HERD, HERD), NOON + 20_500);
    assertThat(List.of(account.fired(), account.firing(), account.resolved()))
        .containsExactly(1, 1, 0);
    account.add(OutputRecords.alert(AlertState.FIRING, HERD, HERD), NOON + 21_000);
    account.add(OutputRecords.alert(AlertState.RESOLVED, HERD, HERD), NOON + 90_000);
    assertThat(List.of(account.fired(), account.firing(), account.resolved()))
        .containsExactly(1, 0, 1);
  }

  @Test
  void a_severity_that_rises_is_no_news_of_the_state() {
    assertThat(account.add(OutputRecords.alert(AlertState.FIRING, HERD, HERD), UP).isNews())
        .isTrue();
    assertThat(account.add(OutputRecords.alert(AlertState.FIRING, HERD, HERD), UP).isNews())
        .isFalse();
  }

  @Test
  void latency_is_from_when_the_fleets_time_was_that_of_the_decision_to_the_append() {
    account.add(upToDate(), UP);
    Figures.Transition fired =
        account.add(OutputRecords.alert(AlertState.FIRING, HERD, HERD + 1_000), NOON + 20_500);
    // A second of the fleet is 100 ms of the clock: decided at 20.1 s, out at 20.5 s.
    assertThat(fired.latencyMillis().orElseThrow()).isCloseTo(4_000, within(10.0));
    assertThat(account.latencies().quantileMillis(0.99)).hasValue(4_000);
  }

  @Test
  void what_began_before_detection_was_up_has_no_latency() {
    account.add(upToDate(), UP);
    long before = SCRIPT.simulatedMillis(UP) - 1_000;
    account.add(OutputRecords.alert(AlertState.FIRING, before, before), NOON + 30_000);
    assertThat(account.latencies().count()).isZero();
    assertThat(account.latencies().quantileMillis(0.99)).isEmpty();
  }

  @Test
  void detection_is_up_when_slis_are_of_now_and_not_before() {
    account.add(OutputRecords.sli("build-report", SCRIPT.historyFromMillis(), 0, 1), UP);
    assertThat(account.isDetectionUp()).isFalse();
    assertThat(account.firstSliMillis()).hasValue(UP);
    account.add(upToDate(), UP + 1);
    assertThat(account.isDetectionUp()).isTrue();
    assertThat(account.firstSliMillis()).hasValue(UP);
  }

  @Test
  void roll_ups_are_slis_but_no_groups() {
    account.add(OutputRecords.sli("build-report", HERD, 0, 1), UP);
    account.add(OutputRecords.sli("*", HERD, 0, 1), UP);
    assertThat(account.slis()).isEqualTo(2);
    assertThat(account.groups()).isEqualTo(1);
  }

  @Test
  void rates_are_of_the_last_seconds() {
    account.read(1_000, EventTally.NONE, NOON);
    assertThat(account.eventsPerSecond()).isZero();
    account.read(1_500, EventTally.NONE, NOON + 1_000);
    assertThat(account.eventsPerSecond()).isEqualTo(500);
    for (int second = 2; second < 10; second++) {
      account.read(1_500, EventTally.NONE, NOON + second * 1_000L);
    }
    assertThat(account.eventsPerSecond()).isZero();
  }

  @Test
  void it_is_settled_when_every_event_went_somewhere_and_no_alert_is_out() {
    account.read(10, new EventTally(9, 9, 0, 0, 0), NOON);
    assertThat(account.isSettled()).isFalse();
    account.read(10, new EventTally(10, 8, 0, 1, 1), NOON);
    assertThat(account.isSettled()).isTrue();
    account.add(OutputRecords.alert(AlertState.FIRING, HERD, HERD), UP);
    assertThat(account.isSettled()).isFalse();
  }

  private static io.dephasing.schemas.Sli upToDate() {
    return OutputRecords.sli("build-report", SCRIPT.simulatedMillis(UP) - 70_000, 0, 1);
  }
}
