package io.dephasing.core.statistics;

import static io.dephasing.core.statistics.Vectors.assertMoment;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ConcurrencyTest {
  static List<Vectors.Case> cases() {
    return Vectors.all("concurrency.json");
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("cases")
  void starts_and_ends_have_the_reference_concurrency(Vectors.Case c) {
    Concurrency actual = Concurrency.of(c.ints("starts"), c.ints("ends"), c.whole("carry"));
    JsonNode expected = c.expected();
    assertThat(actual.maxUpper()).isEqualTo(expected.get("maxUpper").longValue());
    assertThat(actual.maxLower()).isEqualTo(expected.get("maxLower").longValue());
    assertThat(actual.p95()).isEqualTo(expected.get("p95").longValue());
    assertThat(actual.open()).isEqualTo(expected.get("open").longValue());
    assertThat(actual.orphanEnds()).isEqualTo(expected.get("orphanEnds").longValue());
    assertMoment("mean", actual.mean(), expected.get("mean"));
  }

  @Test
  void two_windows_with_a_carry_are_one_long_window() {
    int[] starts = {4, 0, 2, 1, 0, 3};
    int[] ends = {0, 1, 0, 6, 0, 0};
    Concurrency whole = Concurrency.of(starts, ends, 1);
    Concurrency first = Concurrency.of(Arrays.copyOf(starts, 3), Arrays.copyOf(ends, 3), 1);
    Concurrency second =
        Concurrency.of(
            Arrays.copyOfRange(starts, 3, 6), Arrays.copyOfRange(ends, 3, 6), first.open());
    assertThat(second.open()).isEqualTo(whole.open());
    assertThat(Math.max(first.maxUpper(), second.maxUpper())).isEqualTo(whole.maxUpper());
  }

  @Test
  void buckets_that_do_not_match_are_refused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Concurrency.of(new int[2], new int[3], 0));
  }
}
