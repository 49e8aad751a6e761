package io.dephasing.core.history;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ActiveMinutesTest {
  private static final long DAY = 1440;
  private static final long FIRST = 20_000 * DAY;

  private final ActiveMinutes minutes = new ActiveMinutes();

  @Test
  void the_day_itself_does_not_count_however_far_it_has_come() {
    act(FIRST, 30);
    assertThat(minutes.mostBefore(FIRST + 31)).isZero();

    act(FIRST + DAY, 5);
    assertThat(minutes.mostBefore(FIRST + DAY)).isEqualTo(30);
    assertThat(minutes.mostBefore(FIRST + DAY + 4)).isEqualTo(30);
  }

  @Test
  void just_after_midnight_the_day_before_is_asked_as_it_was() {
    act(FIRST, 30);
    act(FIRST + DAY, 90);
    act(FIRST + 2 * DAY, 1);

    assertThat(minutes.mostBefore(FIRST + 2 * DAY - 3)).isEqualTo(30);
  }

  @Test
  void what_was_a_week_ago_still_counts_and_what_was_before_does_not() {
    act(FIRST, 30);
    act(FIRST + 7 * DAY, 2);
    assertThat(minutes.mostBefore(FIRST + 7 * DAY)).isEqualTo(30);

    act(FIRST + 8 * DAY, 2);
    assertThat(minutes.mostBefore(FIRST + 8 * DAY)).isEqualTo(2);

    act(FIRST + 100 * DAY, 1);
    assertThat(minutes.mostBefore(FIRST + 100 * DAY)).isZero();
  }

  private void act(long first, int count) {
    for (int i = 0; i < count; i++) {
      minutes.add(first + i);
    }
  }
}
