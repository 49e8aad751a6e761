package io.dephasing.core.statistics;

import static io.dephasing.core.statistics.Vectors.assertMoment;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class HerdNeedTest {
  private final HerdNeed need = new HerdNeed(new HerdThresholds(), HerdLimits.DEFAULT);

  static List<Vectors.Case> positions() {
    return Vectors.ofKind("herd.json", "");
  }

  @Test
  void every_kind_of_reference_case_is_checked() {
    assertThat(Vectors.kinds("herd.json")).containsExactly("", "cycleP", "fires", "windowP");
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("positions")
  void a_position_needs_what_the_reference_says(Vectors.Case c) {
    HerdReference reference = reference(c);
    assertMoment("λ", reference.lambdaPerSecond(), c.expected().get("lambdaTrail"));
    assertMoment("cycles", reference.cyclesPer30Days(), c.expected().get("cyclesPer30d"));
    List<Integer> scanned =
        ScanWidths.SECONDS.stream()
            .filter(w -> ScanWidths.isScanned(w, reference.spreadSeconds()))
            .toList();
    JsonNode widths = c.expected().get("widths");
    assertThat(widths).hasSameSizeAs(scanned);
    for (JsonNode expected : widths) {
      int width = expected.get("w").intValue();
      long distinct = c.at("distinctInWidth").get(Integer.toString(width)).longValue();
      assertThat(scanned).contains(width);
      assertThat(ScanThresholds.poisson(reference.lambdaPerSecond(), width, 0.1))
          .isEqualTo(expected.get("kTrailing").longValue());
      assertThat(need.cycleNeed(width, distinct, reference))
          .isEqualTo(expected.get("kCycle").longValue());
      assertThat(need.need(width, distinct, reference)).isEqualTo(expected.get("need").longValue());
      assertThat(need.isReached(width, distinct, reference))
          .isEqualTo(expected.get("reached").booleanValue());
    }
  }

  static HerdReference reference(Vectors.Case c) {
    return new HerdReference(
        c.whole("members"),
        RateBound.upper(c.whole("trailingEvents"), 600),
        c.number("spreadS"),
        c.number("cadenceS"));
  }

  @Test
  void a_larger_group_never_needs_fewer() {
    long before = 0;
    for (long members = 10; members < 5000; members += 37) {
      HerdReference reference = new HerdReference(members, 0.1, 60, 300);
      long now = need.need(5, 0, reference);
      assertThat(now).as("%d members", members).isGreaterThanOrEqualTo(before);
      before = now;
    }
  }

  @Test
  void a_quarter_of_eight_is_two_despite_rounding() {
    assertThat(HerdNeed.ceil(0.25 * 8)).isEqualTo(2);
    assertThat(HerdNeed.ceil(3 * (200 / 60.0) * 5)).isEqualTo(50);
  }

  @Test
  void a_policy_out_of_range_is_refused_by_name() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new HerdLimits(0.1, 5, 1.5, 3))
        .withMessage("minimum fraction 1.5 is outside 0 to 1");
    assertThatIllegalArgumentException().isThrownBy(() -> new HerdLimits(0, 5, 0.25, 3));
    assertThatIllegalArgumentException().isThrownBy(() -> new HerdReference(5, 0, 60, 300));
    assertThatIllegalArgumentException().isThrownBy(() -> new HerdReference(5, 1, 60, 0));
  }

  @ParameterizedTest(name = "every {0} s, {1} min of a day: {2} tries in 30 days")
  @CsvSource({
    // A cycle of up to a minute, on one edge of a minute or none; nobody knows yet; a batch at
    // night.
    "86400, 1, 30",
    "86400, 2, 30",
    "86400, 0, 30",
    "86400, 30, 870",
    // Each hour for half of it; always.
    "3600, 720, 20880",
    "300, 1440, 34560",
    "NaN, 1440, 43200"
  })
  void chance_has_a_try_in_each_stretch_in_which_the_group_acts(
      double cadence, int minutes, double tries) {
    HerdReference reference = new HerdReference(12, 0.01, 60, cadence, minutes);

    assertThat(reference.cyclesPer30Days()).isCloseTo(tries, within(1e-6));
  }
}
