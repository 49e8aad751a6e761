package io.dephasing.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class RoundsTest {
  private static final long EVENTS = 1_000_000;

  @Test
  void the_last_line_is_the_median_of_the_rounds_ratios_with_their_range() {
    Rounds rounds = new Rounds();
    // A slow round for both is no slow job: only figures of the same round are compared.
    rounds.add(round(1.0, 2.0));
    rounds.add(round(10.0, 40.0));
    rounds.add(round(1.0, 1.25));
    assertThat(rounds.summary()).last().isEqualTo("job / bare loop: 0.500 (0.250 to 0.800)");
  }

  @Test
  void starting_is_left_out_only_where_the_line_says_so() {
    Rounds rounds = new Rounds();
    rounds.add(
        Map.of(
            Variant.BARE_LOOP, measurement(1.5, 0.5),
            Variant.LEAN_LOOP, measurement(1.0, 0.5),
            Variant.JOB, measurement(6.0, 4.0)));
    assertThat(rounds.summary())
        .contains(
            "job / bare loop, without starting: 0.500 (0.500 to 0.500)",
            "job / bare loop: 0.250 (0.250 to 0.250)");
  }

  @Test
  void two_builds_are_compared_within_their_rounds() {
    Rounds rounds = new Rounds();
    rounds.add(
        Map.of(Variant.JOB, measurement(12.0, 2.0), Variant.OTHER_JOB, measurement(9.0, 1.0)));
    assertThat(rounds.comparison())
        .containsExactly(
            "job / other job, without starting: 0.800 (0.800 to 0.800)",
            "job / other job: 0.750 (0.750 to 0.750)");
  }

  @Test
  void the_median_of_an_even_number_is_the_mean_of_the_middle_two() {
    assertThat(Ratio.of(List.of(0.9, 0.1, 0.4, 0.6))).isEqualTo(new Ratio(0.5, 0.1, 0.9));
  }

  @Test
  void no_round_has_no_ratio() {
    assertThatThrownBy(() -> new Rounds().summary())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("no ratio to summarize");
  }

  @Test
  void a_measurement_crosses_processes_unchanged() {
    Measurement measurement = new Measurement(1, -2, 3, 4, 5, 6);
    assertThat(Measurement.parse(measurement.line())).contains(measurement);
    assertThat(Measurement.parse("measured nothing")).isEmpty();
  }

  private static Map<Variant, Measurement> round(double bareCpuSeconds, double jobCpuSeconds) {
    return Map.of(
        Variant.BARE_LOOP, measurement(bareCpuSeconds, 0),
        Variant.LEAN_LOOP, measurement(bareCpuSeconds, 0),
        Variant.JOB, measurement(jobCpuSeconds, 0));
  }

  private static Measurement measurement(double cpuSeconds, double startCpuSeconds) {
    return new Measurement(
        EVENTS, 0, 0, Math.round(cpuSeconds * 1e9), Math.round(startCpuSeconds * 1e9), 0);
  }
}
