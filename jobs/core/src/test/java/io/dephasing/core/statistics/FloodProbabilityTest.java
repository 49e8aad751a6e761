package io.dephasing.core.statistics;

import static io.dephasing.core.statistics.Vectors.assertProbability;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class FloodProbabilityTest {
  static List<Vectors.Case> floods() {
    return Vectors.ofKind("baseline.json", "floodP");
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("floods")
  void a_flood_has_the_reference_probability(Vectors.Case c) {
    double mean = c.number("meanPerMinute") * c.number("minutes");
    double p = FloodProbability.atLeast(c.whole("count"), mean, c.number("phi"));
    assertProbability("p", p, c.expected());
  }

  @Test
  void without_overdispersion_the_negative_binomial_becomes_poisson() {
    double poisson = FloodProbability.atLeast(80, 50, 1);
    double nearly = FloodProbability.atLeast(80, 50, 1.001);
    assertThat(nearly / poisson).isBetween(1.0, 1.03);
  }

  @Test
  void where_none_is_expected_one_is_impossible_and_none_is_certain() {
    assertThat(FloodProbability.atLeast(1, 0, 3)).isZero();
    assertThat(FloodProbability.atLeast(0, 0, 3)).isOne();
  }
}
