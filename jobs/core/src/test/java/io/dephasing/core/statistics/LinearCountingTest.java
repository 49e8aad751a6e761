package io.dephasing.core.statistics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class LinearCountingTest {
  @Test
  void a_bit_for_each_of_a_few_is_as_many_as_they_are() {
    for (int n = 0; n <= 9; n++) {
      assertThat(LinearCounting.distinct((1L << n) - 1, n)).isEqualTo(n);
      assertThat(LinearCounting.distinct((1L << n) - 1, 1_000)).isBetween((long) n, n + 1L);
    }
  }

  @Test
  void there_are_never_more_than_events_and_a_full_map_is_all_of_them() {
    assertThat(LinearCounting.distinct(0xFF, 5)).isEqualTo(5);
    assertThat(LinearCounting.distinct(-1, 700)).isEqualTo(700);
  }

  @Test
  void of_100_the_mean_estimate_is_right_within_a_tenth() {
    SplittableRandom random = new SplittableRandom(1);
    double sum = 0;
    for (int trial = 0; trial < 500; trial++) {
      long bits = 0;
      for (int i = 0; i < 100; i++) {
        bits |= 1L << random.nextInt(64);
      }
      sum += LinearCounting.distinct(bits, 1_000);
    }
    assertThat(sum / 500).isBetween(90.0, 110.0);
  }
}
