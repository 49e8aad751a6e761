package io.dephasing.core.history;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LostEndsTest {
  private final LostEnds lost = new LostEnds();
  private long overdue;

  @Test
  void a_group_that_misses_some_ends_hour_after_hour_loses_them() {
    hours(0, 2, 9);
    assertThat(lost.isLosing()).isFalse();
    hours(2, 3, 9);
    assertThat(lost.isLosing()).isTrue();
    hours(3, 6, 10);
    assertThat(lost.isLosing()).isFalse();
  }

  @Test
  void runs_that_all_end_late_or_never_hang() {
    hours(0, 12, 0);
    assertThat(lost.isLosing()).isFalse();
  }

  @Test
  void a_reliable_group_loses_nothing() {
    hours(0, 12, 10);
    assertThat(lost.isLosing()).isFalse();
  }

  /** Ten runs begin in each tenth minute, of which so many end. */
  private void hours(int from, int to, int ended) {
    for (long slice = from * 60L; slice <= to * 60L; slice += 10) {
      lost.add(slice, 10, ended, overdue, 0);
      overdue += 10 - ended;
    }
  }
}
