package io.dephasing.core.statistics;

import static io.dephasing.core.statistics.Vectors.assertProbability;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SpreadWindowTest {
  static List<Vectors.Case> windows() {
    return Vectors.ofKind("recommendation.json", "");
  }

  static List<Vectors.Case> bounds() {
    return Vectors.ofKind("recommendation.json", "bounds");
  }

  @Test
  void every_kind_of_reference_case_is_checked() {
    assertThat(Vectors.kinds("recommendation.json")).containsExactly("", "bounds");
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("windows")
  void a_target_has_the_reference_spread(Vectors.Case c) {
    long members = c.whole("members");
    long target = c.whole("target");
    long duration = c.whole("durationS");
    assertThat(SpreadWindow.randomSeconds(members, target, duration, c.number("prob")))
        .isEqualTo(c.expected().get("random").longValue());
    assertThat(SpreadWindow.rankSeconds(members, target, duration))
        .isEqualTo(c.expected().get("rank").longValue());
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("bounds")
  void slots_have_the_reference_probability(Vectors.Case c) {
    double bound = SpreadWindow.peakAtMost(c.whole("members"), c.whole("slots"), c.whole("max"));
    assertProbability("P", bound, c.expected());
    assertThat(bound).isLessThanOrEqualTo(c.number("exact") + 1e-12);
  }

  @Test
  void a_target_below_one_is_refused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SpreadWindow.randomSeconds(5, 0, 1, 0.95))
        .withMessage("target 0 is below 1");
    assertThatIllegalArgumentException().isThrownBy(() -> SpreadWindow.rankSeconds(0, 1, 1));
  }
}
