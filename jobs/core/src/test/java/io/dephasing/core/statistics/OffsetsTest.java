package io.dephasing.core.statistics;

import static io.dephasing.core.statistics.Vectors.assertAbsolute;
import static io.dephasing.core.statistics.Vectors.assertMoment;
import static io.dephasing.core.statistics.Vectors.assertProbability;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class OffsetsTest {
  private static final double BELOW_ONE = 1 - 1e-12;

  static List<Vectors.Case> all() {
    return Vectors.all("offsets.json");
  }

  static List<Vectors.Case> some() {
    return all().stream().filter(c -> c.at("offsetsMs").size() > 0).toList();
  }

  /** u = offset/D, ascending, clipped to [0, 1). */
  private static double[] sorted(Vectors.Case c) {
    double spread = c.number("spreadMs");
    return Arrays.stream(c.longs("offsetsMs"))
        .mapToDouble(o -> Math.min(BELOW_ONE, Math.max(0, o / spread)))
        .sorted()
        .toArray();
  }

  private static int[] histogram(Vectors.Case c) {
    int[] histogram = new int[OffsetUniformity.BINS];
    for (double u : sorted(c)) {
      histogram[(int) (u * OffsetUniformity.BINS)]++;
    }
    return histogram;
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("all")
  void every_case_has_the_reference_number_of_offsets(Vectors.Case c) {
    assertThat(sorted(c)).hasSize(c.expected().get("n").intValue());
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("some")
  void offsets_use_the_reference_share_of_the_spread(Vectors.Case c) {
    double[] u = sorted(c);
    double greatest = u[u.length - 1];
    JsonNode expected = c.expected();
    long zeros = Arrays.stream(c.longs("offsetsMs")).filter(o -> o == 0).count();
    assertMoment("zero", OffsetRange.zeroRatio(zeros, u.length), expected.get("zeroFraction"));
    assertMoment("max", greatest, expected.get("maxFraction"));
    assertProbability("p", OffsetRange.pValue(greatest, u.length), expected.get("rangeP"));
    assertMoment(
        "coverage", OffsetRange.coverage(u[0], greatest, u.length), expected.get("coverage"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("some")
  void binned_offsets_have_the_reference_uniformity(Vectors.Case c) {
    int[] histogram = histogram(c);
    long n = Rate.events(histogram);
    JsonNode expected = c.expected();
    assertThat(histogram).isEqualTo(Vectors.ints(expected.get("histogram")));
    double distance = OffsetUniformity.kolmogorovSmirnov(histogram);
    assertMoment("KS", distance, expected.get("ksBinned"));
    assertAbsolute(
        "p of KS",
        OffsetUniformity.kolmogorovSmirnovPValue(distance, n),
        expected.get("ksBinnedPStephens"),
        1e-9);
    double chiSquared = OffsetUniformity.chiSquared(histogram);
    assertMoment("X²", chiSquared, expected.get("chi2"));
    assertThat(OffsetUniformity.chiSquaredBins(n)).isEqualTo(expected.get("chi2Bins").asInt(0));
    assertProbability(
        "p of X²", OffsetUniformity.chiSquaredPValue(chiSquared, n), expected.get("chi2P"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("some")
  void offsets_have_the_reference_uniformity_on_a_circle(Vectors.Case c) {
    double[] u = sorted(c);
    double watson = OffsetUniformity.watson(u);
    assertMoment("U²", watson, c.expected().get("watsonU2"));
    assertAbsolute(
        "p of U²",
        OffsetUniformity.watsonPValue(watson, u.length),
        c.expected().get("watsonP"),
        1e-9);
  }

  @Test
  void without_offsets_nothing_is_defined() {
    int[] none = new int[OffsetUniformity.BINS];
    assertThat(OffsetUniformity.kolmogorovSmirnov(none)).isNaN();
    assertThat(OffsetUniformity.kolmogorovSmirnovPValue(Double.NaN, 0)).isNaN();
    assertThat(OffsetUniformity.chiSquaredPValue(OffsetUniformity.chiSquared(none), 0)).isNaN();
    assertThat(OffsetUniformity.watsonPValue(OffsetUniformity.watson(new double[0]), 0)).isNaN();
    assertThat(OffsetRange.pValue(0, 0)).isNaN();
    assertThat(OffsetRange.zeroRatio(0, 0)).isNaN();
  }

  @Test
  void a_rotation_leaves_watsons_statistic() {
    double[] u = {0.05, 0.1, 0.3, 0.31, 0.8};
    double[] turned = Arrays.stream(u).map(x -> (x + 0.4) % 1).sorted().toArray();
    assertThat(OffsetUniformity.watson(turned))
        .isCloseTo(OffsetUniformity.watson(u), within(1e-12));
  }

  @Test
  void everybody_drew_the_same_second() {
    assertThat(OffsetRange.distinctRatio(1, 20, 60)).isLessThan(0.1);
    assertThat(OffsetRange.distinctRatio(1, 20, 1)).isOne();
    assertThat(OffsetRange.distinctRatio(17, 20, 60)).isCloseTo(1, within(0.05));
    assertThat(OffsetRange.distinctRatio(1, 1, 60)).isNaN();
  }

  @Test
  void a_histogram_of_another_size_is_refused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> OffsetUniformity.kolmogorovSmirnov(new int[31]));
  }
}
