package io.dephasing.export.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BackoffTest {
  private static final RetryBackoff BACKOFF = new RetryBackoff(200, 10_000);

  @Test
  void a_wait_doubles_with_each_failure_and_half_of_it_is_chance() {
    assertThat(BACKOFF.delayMillis(1, 0)).isEqualTo(100);
    assertThat(BACKOFF.delayMillis(1, 1)).isEqualTo(200);
    assertThat(BACKOFF.delayMillis(3, 1)).isEqualTo(800);
  }

  @Test
  void no_wait_is_longer_than_the_longest_however_many_failures() {
    assertThat(BACKOFF.delayMillis(7, 1)).isEqualTo(10_000);
    assertThat(BACKOFF.delayMillis(Integer.MAX_VALUE, 1)).isEqualTo(10_000);
    assertThat(BACKOFF.delayMillis(Integer.MAX_VALUE, 0)).isEqualTo(5_000);
  }
}
