package io.dephasing.core.statistics;

import static io.dephasing.core.statistics.Vectors.assertMoment;
import static io.dephasing.core.statistics.Vectors.assertProbability;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RateTest {
  static List<Vectors.Case> cases() {
    return Vectors.all("rate.json");
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("cases")
  void counts_have_the_reference_rates(Vectors.Case c) {
    int[] counts = c.ints("counts");
    JsonNode expected = c.expected();
    assertThat(c.whole("bucketMs")).isEqualTo(1000);
    assertThat(Rate.events(counts)).isEqualTo(expected.get("n").longValue());
    assertMoment("mean", Rate.mean(counts), expected.get("mean"));
    assertThat(Rate.peak(counts)).isEqualTo(expected.get("peak").intValue());
    assertThat(Rate.percentile(counts, 0.95)).isEqualTo(expected.get("p95").intValue());
    assertMoment("peak to mean", Rate.peakToMean(counts), expected.get("peakToMean"));
    int[] active = IntStream.of(counts).filter(count -> count > 0).toArray();
    if (active.length > 0) {
      assertThat(Rate.percentile(active, 0.95)).isEqualTo(expected.get("p95Active").intValue());
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("cases")
  void counts_have_the_reference_dispersion(Vectors.Case c) {
    int[] counts = c.ints("counts");
    JsonNode expected = c.expected();
    long n = Rate.events(counts);
    double index = Dispersion.index(counts);
    assertMoment("F", index, expected.get("fano"));
    assertMoment("z", Dispersion.z(index, n, counts.length), expected.get("fanoZ"));
    assertProbability("p", Dispersion.pValue(index, n, counts.length), expected.get("fanoP"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("cases")
  void counts_have_the_reference_peak_by_chance(Vectors.Case c) {
    int[] counts = c.ints("counts");
    JsonNode expected = c.expected();
    ExpectedPeak peak = ExpectedPeak.of(Rate.events(counts), counts.length);
    assertMoment("E", peak.mean(), expected.get("expectedMax"));
    assertThat(peak.point95()).isEqualTo(expected.get("max95").longValue());
    assertMoment("excess", Rate.peak(counts) - peak.mean(), expected.get("excess"));
  }

  @Test
  void the_order_of_the_buckets_does_not_matter() {
    int[] counts = {3, 0, 7, 1, 0, 2};
    int[] turned = {1, 0, 2, 3, 0, 7};
    assertThat(Rate.percentile(turned, 0.5)).isEqualTo(Rate.percentile(counts, 0.5));
    assertThat(Dispersion.index(turned)).isEqualTo(Dispersion.index(counts));
  }

  @Test
  void rounding_does_not_move_a_rank() {
    assertThat(NearestRank.rank(100, 0.07)).isEqualTo(7);
    assertThat(NearestRank.rank(60, 0.95)).isEqualTo(57);
    assertThat(NearestRank.rank(5, 0)).isEqualTo(1);
  }

  @Test
  void a_percentile_is_that_of_the_sorted_values_near_the_top_and_far_from_it() {
    Random random = new Random(5);
    for (int trial = 0; trial < 2_000; trial++) {
      long[] values = random.longs(1 + random.nextInt(70), -9, 30).toArray();
      double p = random.nextInt(101) / 100.0;
      long[] sorted = values.clone();
      Arrays.sort(sorted);
      assertThat(NearestRank.of(values, p))
          .isEqualTo(sorted[(int) NearestRank.rank(values.length, p) - 1]);
    }
  }
}
