package io.dephasing.core.statistics;

import static io.dephasing.core.statistics.Vectors.assertMoment;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ExpectedPeakTest {
  static List<Vectors.Case> cases() {
    return Vectors.all("expectedmax.json");
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("cases")
  void chance_has_the_reference_peak(Vectors.Case c) {
    ExpectedPeak peak = ExpectedPeak.of(c.whole("n"), c.number("buckets"));
    assertMoment("E", peak.mean(), c.expected().get("mean"));
    assertThat(peak.point95()).isEqualTo(c.expected().get("q95").longValue());
  }

  @Test
  void more_buckets_never_raise_the_peak() {
    double before = Double.MAX_VALUE;
    for (double buckets = 1; buckets < 4000; buckets *= 1.3) {
      double mean = ExpectedPeak.of(500, buckets).mean();
      assertThat(mean).isLessThan(before);
      before = mean;
    }
  }

  @Test
  void a_hundred_million_events_are_near_their_mean() {
    assertThat(ExpectedPeak.of(100_000_000, 60).mean()).isBetween(1.6667e6, 1.671e6);
  }

  @Test
  void less_than_one_bucket_is_refused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ExpectedPeak.of(5, 0.5))
        .withMessage("buckets 0.5 are below 1");
  }
}
