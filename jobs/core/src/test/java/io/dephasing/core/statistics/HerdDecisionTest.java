package io.dephasing.core.statistics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import org.junit.jupiter.params.ParameterizedTest;
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
}
