package io.dephasing.core.statistics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class HerdDecisionTest {
  private final HerdNeed need = new HerdNeed(new HerdThresholds(), HerdLimits.DEFAULT);

  static List<Vectors.Case> positions() {
    return Vectors.ofKind("herd.json", "fires");
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("positions")
  void a_position_fires_when_the_reference_says(Vectors.Case c) {
    HerdPosition position =
        new HerdPosition(
            Math.toIntExact(c.whole("w")),
            c.whole("distinct"),
            c.whole("known"),
            c.whole("eventsBefore"),
            c.whole("eventsBefore3"));
    HerdDecision decision =
        HerdDecision.of(
            position,
            c.whole("eventsAfter"),
            c.whole("eventsAfter3"),
            HerdNeedTest.reference(c),
            need);
    assertThat(decision.name().toLowerCase(Locale.ROOT)).isEqualTo(c.expected().asText());
  }

  /** A group that nobody knows: its first position, and what follows. */
  @ParameterizedTest(name = "{0} at once, {1} in the width after: {2}")
  @CsvSource({"80, 0, true", "80, 8, true", "60, 10, false", "12, 0, false", "30, 0, true"})
  void of_a_new_group_one_width_is_enough_where_hardly_anybody_follows(
      long distinct, long after, boolean isSoon) {
    HerdPosition position = new HerdPosition(2, distinct, 0, 0, 0);
    HerdReference unknown = new HerdReference(0, 0.001, 60, Double.NaN);

    assertThat(HerdDecision.mayFireAfter(position, unknown, need)).isTrue();
    assertThat(HerdDecision.firesSoon(position, after, unknown, need)).isEqualTo(isSoon);
  }
}
