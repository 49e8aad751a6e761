package io.dephasing.core.statistics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class CadenceTest {
  private static long[] every(long seconds, int times) {
    return LongStream.range(0, times).map(i -> 1_700_000_000_000L + 1000 * seconds * i).toArray();
  }

  @Test
  void four_even_times_are_a_cadence() {
    assertThat(Cadence.seconds(every(300, 4))).isEqualTo(300);
  }

  @Test
  void three_times_are_not_enough() {
    assertThat(Cadence.seconds(every(300, 3))).isNaN();
    assertThat(Cadence.seconds(new long[0])).isNaN();
  }

  @Test
  void repeats_and_order_do_not_matter() {
    assertThat(Cadence.seconds(new long[] {900_000, 0, 300_000, 600_000, 300_000, 0}))
        .isEqualTo(300);
  }

  @Test
  void a_missed_run_does_not_change_the_cadence() {
    assertThat(Cadence.seconds(new long[] {0, 60_000, 120_000, 240_000, 300_000})).isEqualTo(60);
  }

  @Test
  void times_without_a_rhythm_have_none() {
    assertThat(Cadence.seconds(new long[] {0, 10_000, 50_000, 51_000, 200_000})).isNaN();
  }

  @Test
  void only_the_newest_nine_times_count() {
    long[] slowThenFast =
        LongStream.concat(
                LongStream.range(0, 20).map(i -> i * 3_600_000),
                LongStream.range(1, 9).map(i -> 19 * 3_600_000 + i * 60_000))
            .toArray();
    assertThat(Cadence.seconds(slowThenFast)).isEqualTo(60);
  }
}
