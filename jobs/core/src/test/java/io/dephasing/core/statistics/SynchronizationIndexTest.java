package io.dephasing.core.statistics;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SynchronizationIndexTest {
  @Test
  void all_at_once_is_one() {
    assertThat(SynchronizationIndex.ofScan(new long[] {50, 50, 50, 50}, 50, 75, 300)).isOne();
  }

  @Test
  void no_more_than_by_chance_is_zero() {
    long expected = (long) ExpectedPeak.of(50, 37.5).mean();
    assertThat(SynchronizationIndex.ofScan(new long[] {expected, 0, 0, 0}, 50, 75, 300)).isZero();
  }

  @Test
  void a_single_event_is_not_synchronized_with_anything() {
    assertThat(SynchronizationIndex.ofScan(new long[] {1, 1, 1, 1}, 1, 75, 300)).isNaN();
  }
}
