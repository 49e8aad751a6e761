package io.dephasing.core.statistics;

import static io.dephasing.core.statistics.Vectors.assertMoment;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SpreadTest {
  private static final long SLICE_MILLIS = 60_000;

  static List<Vectors.Case> cases() {
    return Vectors.all("spread.json");
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("cases")
  void exact_sums_give_the_reference_spread(Vectors.Case c) {
    assertSpread(c, moments(inWindow(c), 0, Long.MAX_VALUE));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("cases")
  void slices_merged_in_time_order_give_the_reference_spread(Vectors.Case c) {
    long[] times = inWindow(c);
    Moments merged = Moments.EMPTY;
    for (long start = 0; start < c.whole("windowMs"); start += SLICE_MILLIS) {
      Moments slice = moments(times, start, start + SLICE_MILLIS);
      merged = merged.merge(slice.shifted(start));
    }
    assertSpread(c, merged);
  }

  private static void assertSpread(Vectors.Case c, Moments moments) {
    JsonNode expected = c.expected();
    double stddev = Spread.stddevMillis(moments);
    assertThat(moments.n()).isEqualTo(expected.get("n").longValue());
    if (moments.n() > 0) {
      assertMoment("mean", moments.mean(), expected.get("meanMs"));
    }
    assertMoment("stddev", stddev, expected.get("stddevMs"));
    assertMoment("ratio", Spread.ratio(stddev, c.number("windowMs")), expected.get("ratio"));
    assertMoment("bound", Spread.uniformRatioLowerBound(moments.n()), expected.get("ratioLow"));
  }

  private static long[] inWindow(Vectors.Case c) {
    long start = c.whole("windowStartMs");
    long length = c.whole("windowMs");
    return LongStream.of(c.longs("timesMs"))
        .map(time -> time - start)
        .filter(x -> x >= 0 && x < length)
        .toArray();
  }

  /** Of the times in [from, to), from the slice's own start. */
  private static Moments moments(long[] times, long from, long to) {
    long n = 0;
    long sum = 0;
    long squares = 0;
    for (long time : times) {
      if (time >= from && time < to) {
        n++;
        sum += time - from;
        squares += (time - from) * (time - from);
      }
    }
    return Moments.ofSums(n, sum, squares);
  }

  @Test
  void a_single_event_has_no_spread() {
    assertThat(Spread.stddevMillis(Moments.ofSums(1, 5, 25))).isNaN();
    assertThat(Spread.stddevMillis(Moments.EMPTY)).isNaN();
  }

  @Test
  void twice_the_distances_are_twice_the_spread() {
    Moments once = Moments.ofSums(3, 0 + 10 + 40, 100 + 1600);
    Moments twice = Moments.ofSums(3, 0 + 20 + 80, 400 + 6400);
    assertThat(Spread.stddevMillis(twice)).isCloseTo(2 * Spread.stddevMillis(once), within(1e-12));
  }
}
