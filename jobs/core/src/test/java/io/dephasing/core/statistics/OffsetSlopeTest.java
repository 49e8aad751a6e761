package io.dephasing.core.statistics;

import static io.dephasing.core.statistics.Vectors.assertMoment;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class OffsetSlopeTest {
  static List<Vectors.Case> cases() {
    return Vectors.all("slope.json");
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("cases")
  void offsets_have_the_reference_slope(Vectors.Case c) {
    long[] offsets = c.longs("offsetsMs");
    long[] delays = c.longs("startMinusScheduledMs");
    OffsetSlope slope = OffsetSlope.EMPTY;
    for (int i = 0; i < offsets.length; i++) {
      slope = slope.plus((double) offsets[i], (double) delays[i]);
    }
    assertSlope(c, slope);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("cases")
  void exact_sums_have_the_reference_slope(Vectors.Case c) {
    long[] o = c.longs("offsetsMs");
    long[] y = c.longs("startMinusScheduledMs");
    assertSlope(
        c,
        OffsetSlope.ofSums(
            o.length,
            product(o, null),
            product(y, null),
            product(o, o),
            product(o, y),
            product(y, y)));
  }

  /** Σ a b, Σ a without b. */
  private static long product(long[] a, long @Nullable [] b) {
    return IntStream.range(0, a.length).mapToLong(i -> b == null ? a[i] : a[i] * b[i]).sum();
  }

  private static void assertSlope(Vectors.Case c, OffsetSlope slope) {
    assertThat(slope.n()).isEqualTo(c.expected().get("n").longValue());
    assertMoment("slope", slope.slope(), c.expected().get("slope"));
    assertMoment("se", slope.standardError(), c.expected().get("se"));
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3})
  void halves_merged_in_either_order_are_the_whole(long seed) {
    Random random = new Random(seed);
    OffsetSlope whole = OffsetSlope.EMPTY;
    OffsetSlope early = OffsetSlope.EMPTY;
    OffsetSlope late = OffsetSlope.EMPTY;
    for (int i = 0; i < 400; i++) {
      double offset = random.nextInt(60_000);
      double delay = 0.7 * offset + random.nextInt(500);
      whole = whole.plus(offset, delay);
      early = i < 150 ? early.plus(offset, delay) : early;
      late = i < 150 ? late : late.plus(offset, delay);
    }
    assertThat(early.merge(late).slope()).isCloseTo(whole.slope(), within(1e-9));
    assertThat(late.merge(early).standardError()).isCloseTo(whole.standardError(), within(1e-9));
  }

  @Test
  void twice_the_delays_are_twice_the_slope() {
    OffsetSlope once = OffsetSlope.EMPTY.plus(0, 5).plus(10, 16).plus(30, 34);
    OffsetSlope twice = OffsetSlope.EMPTY.plus(0, 10).plus(10, 32).plus(30, 68);
    assertThat(twice.slope()).isCloseTo(2 * once.slope(), within(1e-12));
  }
}
