package io.dephasing.core.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LogHistogramTest {
  private static final long A_DAY_AND_A_HALF_MILLIS = 129_600_000;

  @Test
  void bins_follow_the_values_and_reach_a_day_and_a_half() {
    int before = 0;
    for (long millis = 0; millis < A_DAY_AND_A_HALF_MILLIS; millis += 1 + millis / 50) {
      int bin = LogHistogram.bin(millis);
      assertThat(bin).isBetween(before, LogHistogram.BINS - 1);
      assertThat(LogHistogram.lowMillis(bin)).isLessThanOrEqualTo(millis);
      assertThat(LogHistogram.lowMillis(bin + 1)).isGreaterThan(millis);
      before = bin;
    }
    assertThat(before).isEqualTo(LogHistogram.BINS - 1);
  }

  @Test
  void what_is_out_of_range_stays_in_the_last_bin() {
    assertThat(LogHistogram.bin(-5)).isZero();
    assertThat(LogHistogram.bin(Long.MAX_VALUE)).isEqualTo(LogHistogram.BINS - 1);
    assertThat(LogHistogram.bin((1L << 27) - 1)).isEqualTo(LogHistogram.BINS - 1);
    assertThat(LogHistogram.bin(1L << 27)).isEqualTo(LogHistogram.BINS - 1);
  }

  @Test
  void up_to_seven_milliseconds_are_exact() {
    for (int millis = 0; millis <= 7; millis++) {
      int[] counts = new int[LogHistogram.BINS];
      counts[LogHistogram.bin(millis)] = 3;
      assertThat(LogHistogram.quantileMillis(counts, 0.5)).isEqualTo(millis);
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3})
  void a_quantile_errs_by_less_than_a_ninth(long seed) {
    Random random = new Random(seed);
    long[] values =
        random.doubles(997).mapToLong(u -> (long) Math.exp(u * Math.log(1.2e8))).toArray();
    int[] counts = new int[LogHistogram.BINS];
    Arrays.stream(values).forEach(value -> counts[LogHistogram.bin(value)]++);
    for (double p = 0; p <= 1; p += 0.01) {
      double exact = NearestRank.of(values, p);
      assertThat(LogHistogram.quantileMillis(counts, p) / exact)
          .as("p %s", p)
          .isBetween(1 - 1 / 9.0, 1 + 1 / 9.0);
    }
  }

  @Test
  void without_events_there_is_no_quantile() {
    assertThat(LogHistogram.quantileMillis(new int[LogHistogram.BINS], 0.99)).isNaN();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> LogHistogram.quantileMillis(new int[7], 0.99));
  }
}
