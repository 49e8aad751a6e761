package io.dephasing.core.history;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RecurrenceTest {
  private final Recurrence recurrence = new Recurrence();

  @Test
  void the_third_of_three_herds_equally_far_apart_tells_the_period() {
    herd(600);
    herd(1_201);
    assertThat(recurrence.asOf(100)).isNaN();
    herd(1_800);

    assertThat(recurrence.asOf(31)).isEqualTo(600);
    assertThat(recurrence.asOf(30)).isNaN();
    assertThat(recurrence.latestSecond()).isEqualTo(1_800);
  }

  @Test
  void herds_at_any_time_are_no_period() {
    herd(600);
    herd(1_200);
    herd(1_950);

    assertThat(recurrence.asOf(100)).isNaN();
  }

  @Test
  void what_goes_on_for_a_minute_is_one_herd() {
    herd(600);
    recurrence.herd(660);
    herd(1_200);
    herd(1_800);

    assertThat(recurrence.asOf(100)).isEqualTo(600);
  }

  @Test
  void a_herd_that_stays_away_has_no_period_any_more() {
    herd(600);
    herd(1_200);
    herd(1_800);
    recurrence.settle(60);

    assertThat(recurrence.asOf(31)).isEqualTo(600);
    assertThat(recurrence.asOf(61)).isNaN();
  }

  private void herd(long second) {
    recurrence.herd(second);
    recurrence.settle(second / 60);
  }
}
