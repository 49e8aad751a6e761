package io.dephasing.core.statistics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HerdThresholdsTest {
  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3})
  void a_remembered_threshold_lies_between_the_exact_and_that_of_a_half_percent_more(long seed) {
    Random random = new Random(seed);
    HerdThresholds thresholds = new HerdThresholds();
    for (int i = 0; i < 3000; i++) {
      double lambda = Math.exp(Math.log(1e-3) + random.nextDouble() * Math.log(3e5));
      int width = ScanWidths.SECONDS.get(random.nextInt(4));
      assertThat(thresholds.poissonThreshold(lambda, width, 0.1))
          .as("λ %s w %d", lambda, width)
          .isBetween(
              ScanThresholds.poisson(lambda, width, 0.1),
              ScanThresholds.poisson(lambda * 1.00502, width, 0.1));
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2})
  void what_the_cache_forgets_is_found_again(long seed) {
    HerdThresholds thresholds = new HerdThresholds();
    for (int round = 0; round < 2; round++) {
      Random random = new Random(seed);
      for (int i = 0; i < 5000; i++) {
        long n = random.nextInt(400);
        double fraction = random.nextBoolean() ? 1.0 / 30 : 1.0 / 12;
        double cycles = random.nextBoolean() ? 30 : 8640;
        double budget = random.nextBoolean() ? 0.1 : 0.001;
        assertThat(thresholds.cycleThreshold(n, fraction, cycles, budget))
            .isEqualTo(ScanThresholds.cycle(n, fraction, cycles, budget));
      }
    }
  }

  @ParameterizedTest(name = "{0} in flight on average")
  @ValueSource(doubles = {0, 0.4, 2, 30})
  void runs_in_flight_are_remembered_by_thousandths(double meanInFlight) {
    HerdThresholds thresholds = new HerdThresholds();
    long first = thresholds.inFlightThreshold(0.01, meanInFlight, 0.1);
    assertThat(thresholds.inFlightThreshold(0.01, meanInFlight + 1e-5, 0.1)).isEqualTo(first);
    assertThat(first)
        .isBetween(
            ScanThresholds.inFlight(0.01, meanInFlight, 0.1),
            ScanThresholds.inFlight(0.01006, meanInFlight + 1e-3, 0.1));
  }
}
