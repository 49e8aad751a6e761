package io.dephasing.core.statistics;

import static io.dephasing.core.statistics.Vectors.assertProbability;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ScanStatisticTest {
  static List<Vectors.Case> conditional() {
    return Vectors.ofKind("scan.json", "conditional");
  }

  static List<Vectors.Case> poisson() {
    return Vectors.ofKind("scan.json", "poisson");
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("conditional")
  void a_clump_of_given_points_has_the_reference_probability(Vectors.Case c) {
    double p =
        ScanStatistic.conditionalProbability(c.whole("k"), c.whole("N"), c.number("fraction"));
    assertProbability("P", p, c.expected());
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("poisson")
  void a_clump_in_a_stream_has_the_reference_probability_and_rate(Vectors.Case c) {
    long k = c.whole("k");
    double lambda = c.number("lambdaPerS");
    double width = c.number("widthS");
    assertProbability(
        "P",
        ScanStatistic.poissonProbability(k, lambda, width, c.number("horizonS")),
        c.expected());
    assertProbability(
        "rate", ScanStatistic.poissonRatePerSecond(k, lambda, width), c.at("ratePerS"));
  }

  @Test
  void more_than_all_points_never_share_a_window() {
    assertThat(ScanStatistic.conditionalProbability(6, 5, 0.1)).isZero();
    assertThat(ScanStatistic.conditionalProbability(6, 5, 1)).isZero();
  }

  @Test
  void below_its_domain_the_formula_gives_certainty() {
    assertThat(ScanStatistic.conditionalProbability(0, 0, 0.1)).isOne();
    assertThat(ScanStatistic.conditionalProbability(20, 100, 0.2)).isOne();
    assertThat(ScanStatistic.poissonProbability(10, 1, 10, 3600)).isOne();
    assertThat(ScanStatistic.poissonRatePerSecond(10, 1, 10)).isNaN();
  }

  @Test
  void a_larger_clump_is_never_likelier() {
    double before = 1;
    for (long k = 1; k <= 201; k++) {
      double p = ScanStatistic.conditionalProbability(k, 200, 1.0 / 12);
      assertThat(p).isBetween(0.0, before);
      before = p;
    }
  }

  @Test
  void only_the_product_of_rate_and_time_counts() {
    double seconds = ScanStatistic.poissonProbability(12, 0.5, 5, 86_400);
    double minutes = ScanStatistic.poissonProbability(12, 30, 5.0 / 60, 1440);
    assertThat(minutes / seconds - 1).isBetween(-1e-9, 1e-9);
  }
}
