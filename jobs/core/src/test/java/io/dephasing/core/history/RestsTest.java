package io.dephasing.core.history;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RestsTest {
  private static final long DAY = 1440;
  private static final long MONDAY = 20_454 * DAY;

  private final Rests rests = new Rests();

  @Test
  void the_longest_rest_of_eight_days_is_known() {
    rests.add(MONDAY, 300);
    rests.add(MONDAY + DAY, 120);
    rests.add(MONDAY + 8 * DAY, 17);

    assertThat(rests.longest()).isEqualTo(300);
  }

  @Test
  void when_it_is_forgotten_the_next_longest_is_still_known() {
    rests.add(MONDAY, 300);
    rests.add(MONDAY + DAY, 120);
    rests.add(MONDAY + 9 * DAY, 17);

    assertThat(rests.longest()).isEqualTo(120);
  }

  @Test
  void after_an_absence_of_weeks_nothing_older_is_known() {
    rests.add(MONDAY, 300);
    rests.add(MONDAY + 40 * DAY, 17);

    assertThat(rests.longest()).isEqualTo(17);
  }
}
