package io.dephasing.core.statistics;

import static io.dephasing.core.statistics.Vectors.assertMoment;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class BaselineFormulasTest {
  static List<Vectors.Case> peaks() {
    return Vectors.ofKind("baseline.json", "peakReduction");
  }

  static List<Vectors.Case> counts() {
    return Vectors.ofKind("baseline.json", "countRatio");
  }

  static List<Vectors.Case> sums() {
    return Vectors.ofKind("baseline.json", "cusum");
  }

  @Test
  void every_kind_of_reference_case_is_checked() {
    assertThat(Vectors.kinds("baseline.json"))
        .containsExactly("countRatio", "cusum", "floodP", "peakReduction");
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("peaks")
  void peaks_have_the_reference_reduction(Vectors.Case c) {
    PeakChange change =
        PeakChange.of(logMoments(c.at("before")), logMoments(c.at("after")), c.number("alpha"));
    JsonNode expected = c.expected();
    assertMoment("reduction", -100 * change.ratio(), expected.get("reduction"));
    assertMoment("low", -100 * change.highRatio(), expected.get("low"));
    assertMoment("high", -100 * change.lowRatio(), expected.get("high"));
    assertMoment("df", change.degreesOfFreedom(), expected.get("df"));
  }

  private static Moments logMoments(JsonNode peaks) {
    Moments moments = Moments.EMPTY;
    for (double peak : Vectors.doubles(peaks)) {
      moments = moments.merge(new Moments(1, Math.log(peak), 0));
    }
    return moments;
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("counts")
  void counts_have_the_reference_ratio(Vectors.Case c) {
    CountRatio ratio =
        CountRatio.of(
            new CountRatio.Observed(c.whole("beforeCount"), c.number("beforeMinutes")),
            new CountRatio.Observed(c.whole("afterCount"), c.number("afterMinutes")),
            c.number("phi"),
            c.number("alpha"));
    assertMoment("ratio", ratio.ratio(), c.expected().get("ratio"));
    assertMoment("low", ratio.low(), c.expected().get("low"));
    assertMoment("high", ratio.high(), c.expected().get("high"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("sums")
  void standardized_values_have_the_reference_sums(Vectors.Case c) {
    double[] z = Vectors.doubles(c.at("z"));
    assertThat(z).hasSameSizeAs(Vectors.doubles(c.expected()));
    Cusum sum = Cusum.ZERO;
    for (int i = 0; i < z.length; i++) {
      sum = sum.plus(z[i], c.number("k"));
      JsonNode expected = c.expected().get(i);
      assertMoment("high", sum.high(), expected.get(0));
      assertMoment("low", sum.low(), expected.get(1));
      assertThat(sum.signal(c.number("h"))).isEqualTo(expected.get(2).intValue());
    }
  }

  @Test
  void one_outlier_cannot_signal_alone() {
    Cusum sum = Cusum.ZERO.plus(Cusum.cut(1e6), Cusum.ALLOWANCE);
    assertThat(sum.signal(Cusum.LIMIT)).isZero();
  }

  @Test
  void before_and_after_change_places_as_the_inverse() {
    CountRatio.Observed few = new CountRatio.Observed(30, 60);
    CountRatio.Observed many = new CountRatio.Observed(300, 100);
    CountRatio there = CountRatio.of(few, many, 2, 0.05);
    CountRatio back = CountRatio.of(many, few, 2, 0.05);
    assertThat(back.ratio() * there.ratio()).isCloseTo(1, within(1e-12));
    assertThat(back.low() * there.high()).isCloseTo(1, within(1e-12));
  }

  @Test
  void the_t_quantile_is_the_tables() {
    assertThat(StudentT.twoSidedQuantile(0.05, 1)).isCloseTo(12.7062, within(5e-5));
    assertThat(StudentT.twoSidedQuantile(0.01, 10)).isCloseTo(3.1693, within(5e-5));
    assertThat(StudentT.twoSidedQuantile(0.05, 1e6)).isCloseTo(1.96, within(5e-5));
  }

  @Test
  void an_exposure_of_nothing_is_refused() {
    assertThatIllegalArgumentException().isThrownBy(() -> new CountRatio.Observed(3, 0));
  }
}
