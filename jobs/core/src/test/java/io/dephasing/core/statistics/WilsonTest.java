package io.dephasing.core.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class WilsonTest {
  @Test
  void a_share_has_the_textbook_interval() {
    // Newcombe 1998, Stat. Med. 17:857, method 3, without correction: 81 of 263
    assertThat(Wilson.lower(81, 263, 1.959964)).isCloseTo(0.2553, within(5e-5));
    assertThat(Wilson.upper(81, 263, 1.959964)).isCloseTo(0.3662, within(5e-5));
  }

  @Test
  void none_and_all_stay_within_zero_and_one() {
    assertThat(Wilson.lower(0, 20, 1.96)).isCloseTo(0, within(1e-15)).isNotNegative();
    assertThat(Wilson.upper(20, 20, 1.96)).isCloseTo(1, within(1e-15)).isLessThanOrEqualTo(1);
    assertThat(Wilson.upper(0, 20, 1.959964)).isCloseTo(0.1611, within(5e-5));
  }

  @Test
  void nothing_tried_says_nothing() {
    assertThat(Wilson.lower(0, 0, 1.96)).isZero();
    assertThat(Wilson.upper(0, 0, 1.96)).isOne();
  }

  @Test
  void successes_and_failures_mirror_each_other() {
    assertThat(Wilson.lower(3, 17, 2.576))
        .isCloseTo(1 - Wilson.upper(14, 17, 2.576), within(1e-12));
  }
}
