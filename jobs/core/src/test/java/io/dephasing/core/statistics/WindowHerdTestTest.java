package io.dephasing.core.statistics;

import static io.dephasing.core.statistics.Vectors.assertProbability;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class WindowHerdTestTest {
  static List<Vectors.Case> windows() {
    return Vectors.ofKind("herd.json", "windowP");
  }

  static List<Vectors.Case> cycles() {
    return Vectors.ofKind("herd.json", "cycleP");
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("windows")
  void a_window_has_the_reference_probability(Vectors.Case c) {
    double p =
        WindowHerdTest.pValue(counts(c), c.whole("N"), c.number("spanS"), c.number("spreadS"));
    assertProbability("p", p, c.expected());
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("cycles")
  void a_cycle_has_the_reference_probability(Vectors.Case c) {
    double p =
        WindowHerdTest.cyclePValue(
            counts(c),
            c.whole("N"),
            c.number("spanS"),
            c.number("spreadS"),
            c.whole("members"),
            c.number("pH"));
    assertProbability("p", p, c.expected());
  }

  private static long[] counts(Vectors.Case c) {
    return ScanWidths.SECONDS.stream()
        .mapToLong(w -> c.at("countInWidth").get(Integer.toString(w)).longValue())
        .toArray();
  }

  @Test
  void four_events_are_no_evidence() {
    assertThat(WindowHerdTest.pValue(new long[] {4, 4, 4, 4}, 4, 75, 60)).isNaN();
    assertThat(WindowHerdTest.cyclePValue(new long[] {4, 4, 4, 4}, 4, 75, 60, 4, 1e-9)).isOne();
  }
}
