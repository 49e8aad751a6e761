package io.dephasing.core.statistics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ScanThresholdsTest {
  static List<Vectors.Case> poisson() {
    return Vectors.ofKind("scan.json", "threshold");
  }

  static List<Vectors.Case> cycle() {
    return Vectors.ofKind("scan.json", "cycleThreshold");
  }

  static List<Vectors.Case> inFlight() {
    return Vectors.ofKind("scan.json", "inFlight");
  }

  @Test
  void every_kind_of_reference_case_is_checked() {
    assertThat(Vectors.kinds("scan.json"))
        .containsExactly("conditional", "cycleThreshold", "inFlight", "poisson", "threshold");
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("poisson")
  void a_stream_reaches_the_reference_threshold(Vectors.Case c) {
    assertThat(c.number("horizonS")).isEqualTo(ScanThresholds.HORIZON_SECONDS);
    assertThat(
            ScanThresholds.poisson(c.number("lambdaPerS"), c.number("widthS"), c.number("budget")))
        .isEqualTo(c.expected().longValue());
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("cycle")
  void a_jittered_cycle_reaches_the_reference_threshold(Vectors.Case c) {
    assertThat(
            ScanThresholds.cycle(
                c.whole("N"), c.number("fraction"), c.number("cycles"), c.number("budget")))
        .isEqualTo(c.expected().longValue());
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("inFlight")
  void runs_in_flight_reach_the_reference_threshold(Vectors.Case c) {
    assertThat(c.number("horizonS")).isEqualTo(ScanThresholds.HORIZON_SECONDS);
    assertThat(
            ScanThresholds.inFlight(
                c.number("lambdaPerS"), c.number("meanInFlight"), c.number("budget")))
        .isEqualTo(c.expected().longValue());
  }

  @Test
  void the_search_from_the_tail_finds_what_the_probability_says() {
    for (long n : new long[] {6, 17, 80, 333, 2000, 100_000}) {
      for (double fraction : new double[] {1.0 / 1800, 1.0 / 60, 1.0 / 7, 0.25}) {
        long k = ScanThresholds.cycle(n, fraction, 720, 0.1);
        if (k <= n) {
          assertThat(720 * ScanStatistic.conditionalProbability(k, n, fraction))
              .as("%d of %d in %s", k, n, fraction)
              .isLessThanOrEqualTo(0.1);
        }
        long least = Math.max(2, (long) Math.floor(n * fraction) + 2);
        if (k > least) {
          assertThat(720 * ScanStatistic.conditionalProbability(k - 1, n, fraction))
              .as("%d of %d in %s", k - 1, n, fraction)
              .isGreaterThan(0.1);
        }
      }
    }
  }

  @Test
  void a_width_as_long_as_the_spread_finds_no_herd() {
    assertThat(ScanThresholds.cycle(10, 1, 720, 0.1)).isEqualTo(11);
    assertThat(ScanThresholds.cycle(0, 0.1, 720, 0.1)).isEqualTo(1);
  }

  @Test
  void nothing_in_flight_expected_still_has_a_threshold() {
    assertThat(ScanThresholds.inFlight(1e-4, 0, 0.1)).isEqualTo(2);
  }
}
