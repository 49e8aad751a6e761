package io.dephasing.core.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

class RetryTest {
  @Test
  void three_retries_of_ten_requests_are_a_load_of_1_3() {
    assertThat(RetryDepth.amplification(10, 3)).isEqualTo(1.3);
    assertThat(RetryDepth.amplification(0, 3)).isNaN();
  }

  @Test
  void half_of_the_retries_fail_again() {
    assertThat(RetryDepth.meanDepth(new int[] {8, 4, 2, 1})).isEqualTo(15 / 8.0);
    assertThat(RetryDepth.meanDepth(new int[] {0, 4})).isNaN();
    assertThat(RetryDepth.meanDepth(new int[0])).isNaN();
  }

  @Test
  void full_jitter_is_one_an_echo_is_zero() {
    Random random = new Random(7);
    long[] burst = random.longs(5000, 0, 500).toArray();
    long[] echo = new long[burst.length];
    long[] jittered = new long[burst.length];
    for (int i = 0; i < burst.length; i++) {
      echo[i] = burst[i] + 2000;
      jittered[i] = burst[i] + random.nextInt(2000);
    }
    assertThat(BackoffJitter.ratio(moments(burst), moments(echo), 2000)).isZero();
    assertThat(BackoffJitter.ratio(moments(burst), moments(jittered), 2000))
        .isCloseTo(1, within(0.03));
  }

  @Test
  void nineteen_retries_say_nothing_of_the_jitter() {
    Moments few = new Moments(19, 0, 100);
    Moments many = new Moments(20, 0, 100);
    assertThat(BackoffJitter.ratio(few, many, 1000)).isNaN();
    assertThat(BackoffJitter.ratio(many, few, 1000)).isNaN();
    assertThat(BackoffJitter.ratio(many, many, 0)).isNaN();
  }

  private static Moments moments(long[] times) {
    long sum = 0;
    long squares = 0;
    for (long time : times) {
      sum += time;
      squares += time * time;
    }
    return Moments.ofSums(times.length, sum, squares);
  }
}
