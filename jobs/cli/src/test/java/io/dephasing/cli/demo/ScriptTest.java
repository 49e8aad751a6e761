package io.dephasing.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.dephasing.simulation.DemoFleet;
import io.dephasing.topology.Options;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ScriptTest {
  private static final long NOON = 1_772_452_800_000L;
  private static final long TWO_MINUTES = 120_000;

  @Test
  void the_fleets_time_arrives_at_now_when_the_demo_ends() {
    Script script = new Script(NOON, TWO_MINUTES, 10);
    assertThat(script.simulatedMillis(script.endMillis())).isEqualTo(NOON + TWO_MINUTES);
    assertThat(script.simulatedMillis(NOON)).isEqualTo(NOON + TWO_MINUTES - 1_200_000);
  }

  @Test
  void a_second_of_the_clock_is_speed_seconds_of_the_fleet() {
    Script script = new Script(NOON, TWO_MINUTES, 10);
    assertThat(script.simulatedMillis(NOON + 1_000) - script.simulatedMillis(NOON))
        .isEqualTo(10_000);
    assertThat(script.wallMillis(script.simulatedMillis(NOON + 1_234)))
        .isCloseTo(NOON + 1_234, within(1.0));
  }

  @ParameterizedTest(name = "{0} min after noon")
  @CsvSource({"0", "1", "2", "3", "4", "7"})
  void by_default_a_herd_comes_and_its_alert_resolves_whenever_the_demo_begins(int minutes) {
    Script script = new Script(NOON + minutes * 60_000L, TWO_MINUTES, 10);
    long herd = script.lastHerdMillis();
    assertThat(script.isLongEnough()).isTrue();
    assertThat(herd % DemoFleet.PERIOD_MILLIS).isZero();
    assertThat(herd).isGreaterThanOrEqualTo(script.simulatedMillis(script.startMillis()));
    // Two cadences of hold, and the lateness.
    long latenessMillis =
        ((Duration) Options.ALLOWED_LATENESS.defaultValue().orElseThrow()).toMillis();
    assertThat(herd + 600_000 + latenessMillis).isLessThan(script.endMillis());
  }

  @Test
  void a_long_demo_has_as_much_to_compare_after_as_before() {
    Script script = new Script(NOON, 600_000, 10);
    long from = script.simulatedMillis(NOON);
    double herding = script.lastHerdMillis() - from;
    assertThat(herding / (script.endMillis() - from)).isBetween(0.5, 0.6);
  }

  @Test
  void a_demo_that_is_too_short_says_so_and_herds_all_the_same() {
    Script script = new Script(NOON + 60_000, 30_000, 10);
    assertThat(script.isLongEnough()).isFalse();
    assertThat(script.shortestMillis()).isBetween(66_000L, TWO_MINUTES);
    assertThat(script.lastHerdMillis() % DemoFleet.PERIOD_MILLIS).isZero();
  }

  @Test
  void detection_has_caught_up_when_its_newest_window_is_of_the_last_minutes() {
    Script script = new Script(NOON, TWO_MINUTES, 10);
    long now = script.simulatedMillis(NOON + 10_000);
    assertThat(script.isCaughtUp(now - 60_000, NOON + 10_000)).isTrue();
    assertThat(script.isCaughtUp(now - 600_000, NOON + 10_000)).isFalse();
  }

  @Test
  void nonsense_is_refused_with_its_value() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Script(NOON, 0, 10))
        .withMessageContaining("duration 0 ms");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Script(NOON, 1, 0.5))
        .withMessageContaining("speed 0.5");
  }
}
