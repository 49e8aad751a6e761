package io.dephasing.core.statistics;

import static io.dephasing.core.statistics.Vectors.assertAbsolute;
import static io.dephasing.core.statistics.Vectors.assertMoment;
import static io.dephasing.core.statistics.Vectors.assertProbability;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class OrderParameterTest {
  static List<Vectors.Case> times() {
    return Vectors.all("rayleigh.json");
  }

  static List<Vectors.Case> histograms() {
    return Vectors.all("phase.json");
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("times")
  void times_have_the_reference_order_parameter(Vectors.Case c) {
    double period = c.number("periodMs");
    OrderParameter order = OrderParameter.ofTimes(c.longs("timesMs"), c.whole("periodMs"));
    JsonNode expected = c.expected();
    assertThat(order.n()).isEqualTo(expected.get("n").longValue());
    assertMoment("R", order.length(), expected.get("R"));
    assertMoment("R²c", order.squaredLengthCorrected(), expected.get("R2corrected"));
    assertMoment("index", order.synchronizationIndex(), expected.get("index"));
    assertAbsolute("phase", order.phaseRatio() * period, expected.get("phaseMs"), 1e-6 * period);
    assertProbability("p", order.rayleighPValue(), expected.get("p"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("times")
  void times_have_the_reference_harmonics(Vectors.Case c) {
    HarmonicTest test = HarmonicTest.ofTimes(c.longs("timesMs"), c.whole("periodMs"));
    JsonNode expected = c.expected();
    assertMoment("Z²", test.z2(), expected.get("Z2"));
    assertMoment("H", test.h(), expected.get("H"));
    assertProbability("p of H", test.hPValue(), expected.get("pH"));
    if (expected.has("pZ2")) {
      assertProbability("p of Z²", test.z2PValue(), expected.get("pZ2"));
    } else {
      assertThat(test.z2PValue()).isNaN();
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("histograms")
  void a_phase_histogram_has_the_reference_harmonics(Vectors.Case c) {
    int[] histogram = c.ints("histogram");
    HarmonicTest test = HarmonicTest.ofPhaseHistogram(histogram);
    JsonNode expected = c.expected();
    assertThat(Rate.events(histogram)).isEqualTo(expected.get("n").longValue());
    assertMoment("Z²", test.z2(), expected.get("Z2"));
    assertMoment("H", test.h(), expected.get("H"));
    assertProbability("p of H", test.hPValue(), expected.get("pH"));
    if (expected.has("R")) {
      assertMoment("R", OrderParameter.ofPhaseHistogram(histogram).length(), expected.get("R"));
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3})
  void a_shift_by_whole_periods_changes_nothing_and_any_shift_only_the_phase(long seed) {
    long[] times = new Random(seed).longs(50, 0, 600_000).map(t -> t % 20_000).toArray();
    OrderParameter order = OrderParameter.ofTimes(times, 60_000);
    for (long shift : new long[] {60_000, 1_700_000_040_000L, -15_000, 7_531}) {
      long[] shifted = new long[times.length];
      for (int i = 0; i < times.length; i++) {
        shifted[i] = times[i] + shift;
      }
      OrderParameter other = OrderParameter.ofTimes(shifted, 60_000);
      assertThat(other.length()).isCloseTo(order.length(), within(1e-12));
      double turned = other.phaseRatio() - order.phaseRatio() - shift / 60_000.0;
      assertThat(turned - Math.rint(turned)).isCloseTo(0, within(1e-9));
    }
  }

  @Test
  void buckets_lose_less_than_half_a_per_mille_to_exact_times() {
    int[] counts = new int[60];
    long[] times = new long[3000];
    for (int i = 0; i < times.length; i++) {
      times[i] = 1_700_000_040_000L + 3L * i;
      counts[3 * i / 1000]++;
    }
    OrderParameter exact = OrderParameter.ofTimes(times, 60_000);
    OrderParameter buckets = OrderParameter.ofBuckets(counts, 1_700_000_040L, 60);
    assertThat(buckets.n()).isEqualTo(3000);
    assertThat(buckets.length() / exact.length()).isBetween(0.9995, 1.0005);
    assertThat(buckets.phaseRatio()).isCloseTo(exact.phaseRatio(), within(1e-3));
  }

  @Test
  void buckets_rotate_as_the_mid_points_do() {
    int[] counts = {5, 0, 2, 9, 1};
    OrderParameter buckets = OrderParameter.ofBuckets(counts, 1_700_000_123L, 300);
    OrderParameter times =
        OrderParameter.ofTimes(
            IntStream.range(0, 5)
                .boxed()
                .flatMap(i -> Collections.nCopies(counts[i], i).stream())
                .mapToLong(i -> 1_700_000_123_500L + 1000L * i)
                .toArray(),
            300_000);
    assertThat(buckets.cosineSum()).isCloseTo(times.cosineSum(), within(1e-9));
    assertThat(buckets.sineSum()).isCloseTo(times.sineSum(), within(1e-9));
  }

  @Test
  void perfect_jitter_on_five_minutes_looks_synchronized_at_an_hour() {
    assertThat(ExpectedOrderParameter.ofUniform(300, 3600)).isCloseTo(0.98862, within(1e-5));
    assertThat(ExpectedOrderParameter.ofUniform(3600, 3600)).isCloseTo(0, within(1e-12));
    assertThat(ExpectedOrderParameter.ofUniform(0, 3600)).isOne();
    assertThat(ExpectedOrderParameter.ofUniform(300, Double.NaN)).isNaN();
  }

  @Test
  void an_instance_that_acts_twice_is_no_second_witness() {
    int[] histogram = new int[PhaseHistogram.BINS];
    histogram[7] = 10;
    HarmonicTest once = HarmonicTest.ofPhaseHistogram(histogram);
    HarmonicTest half = HarmonicTest.ofPhaseHistogram(histogram, 0.5);
    assertThat(half.z2()).isCloseTo(once.z2() / 2, within(1e-12));
    assertThat(half.hPValue()).isGreaterThan(once.hPValue());
  }

  @Test
  void a_bin_holds_its_share_of_the_period() {
    assertThat(PhaseHistogram.bin(1_700_000_040_000L, 60_000)).isZero();
    assertThat(PhaseHistogram.bin(1_700_000_099_999L, 60_000)).isEqualTo(63);
    assertThat(PhaseHistogram.bin(-1, 60_000)).isEqualTo(63);
  }

  @Test
  void buckets_fall_into_the_bins_of_their_mid_points() {
    int[] counts = new int[60];
    counts[0] = 3;
    counts[30] = 4;
    counts[59] = 5;
    int[] histogram = PhaseHistogram.ofBuckets(counts, 1_700_000_040L, 60);
    assertThat(Rate.events(histogram)).isEqualTo(12);
    assertThat(histogram[0]).isEqualTo(3);
    assertThat(histogram[32]).isEqualTo(4);
    assertThat(histogram[63]).isEqualTo(5);
  }

  @Test
  void many_phases_do_not_cancel_in_the_test() {
    // R = 1/sqrt(n) has p of about 1/e whatever n
    assertThat(Rayleigh.pValue(1e12, 1e-6)).isCloseTo(Math.exp(-1), within(1e-6));
  }
}
