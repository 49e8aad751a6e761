package io.dephasing.export.series;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class JudgedWindowsTest {
  private static final long MINUTE_MILLIS = 60_000;

  private final JudgedWindows judged = new JudgedWindows();

  @Test
  void a_window_counts_once_whatever_its_revisions() {
    judged.judge(MINUTE_MILLIS, true);
    judged.judge(MINUTE_MILLIS, true);
    judged.judge(2 * MINUTE_MILLIS, false);
    judged.judge(2 * MINUTE_MILLIS, false);

    assertThat(judged.windows()).isEqualTo(2);
    assertThat(judged.bad()).isEqualTo(1);
  }

  @Test
  void a_later_revision_turns_a_window_bad_even_after_the_next_window() {
    judged.judge(MINUTE_MILLIS, true);
    judged.judge(2 * MINUTE_MILLIS, true);
    judged.judge(MINUTE_MILLIS, false);

    assertThat(judged.windows()).isEqualTo(2);
    assertThat(judged.bad()).isEqualTo(1);
  }

  @Test
  void records_that_come_again_after_a_restore_change_nothing_however_old_they_are() {
    for (int minute = 1; minute <= 1_000; minute++) {
      judged.judge(minute * MINUTE_MILLIS, minute % 10 != 0);
    }
    for (int minute = 1; minute <= 1_000; minute++) {
      judged.judge(minute * MINUTE_MILLIS, minute % 10 != 0);
    }

    assertThat(judged.windows()).isEqualTo(1_000);
    assertThat(judged.bad()).isEqualTo(100);
  }
}
