package io.dephasing.core.statistics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class RetryEchoTest {
  private static final double BACKOFF_MILLIS = 8_000;
  private static final Moments NARROW = moments(40, 100);
  private static final RetryEcho.Attempt HERD = new RetryEcho.Attempt(NARROW, List.of(30, 34, 34));

  @Test
  void a_herd_that_comes_back_as_wide_as_it_was_is_an_echo() {
    assertThat(RetryEcho.size(HERD, HERD, BACKOFF_MILLIS)).isEqualTo(34);
  }

  @Test
  void jitter_of_a_fifth_of_the_backoff_makes_it_none() {
    double jitterMillis = 0.25 * BACKOFF_MILLIS / Math.sqrt(12);
    RetryEcho.Attempt wider =
        new RetryEcho.Attempt(moments(40, Math.hypot(100, jitterMillis)), List.of(30, 34, 34));

    assertThat(RetryEcho.size(HERD, wider, BACKOFF_MILLIS)).isZero();
  }

  @Test
  void steady_retries_have_no_jitter_either_but_are_no_herd() {
    RetryEcho.Attempt steady = new RetryEcho.Attempt(moments(120, 17_000), List.of(9, 16, 36));

    assertThat(RetryEcho.size(steady, steady, BACKOFF_MILLIS)).isZero();
  }

  @Test
  void a_herd_that_is_narrower_than_what_was_before_it_is_not_its_echo() {
    RetryEcho.Attempt mixed = new RetryEcho.Attempt(moments(60, 5_000), List.of(30, 34, 38));

    assertThat(RetryEcho.size(mixed, HERD, BACKOFF_MILLIS)).isZero();
  }

  @Test
  void below_20_events_10_clients_or_without_a_backoff_nothing_is_said() {
    RetryEcho.Attempt few = new RetryEcho.Attempt(moments(19, 100), List.of(19, 19, 19));
    RetryEcho.Attempt busy = new RetryEcho.Attempt(NARROW, List.of(9, 9, 9));

    assertThat(RetryEcho.size(few, HERD, BACKOFF_MILLIS)).isZero();
    assertThat(RetryEcho.size(HERD, busy, BACKOFF_MILLIS)).isZero();
    assertThat(RetryEcho.size(HERD, HERD, Double.NaN)).isZero();
  }

  private static Moments moments(long n, double stddevMillis) {
    return new Moments(n, 30_000, stddevMillis * stddevMillis * (n - 1));
  }
}
