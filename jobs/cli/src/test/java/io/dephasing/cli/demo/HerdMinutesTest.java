package io.dephasing.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

final class HerdMinutesTest {
  private static final long NOON = 1_772_452_800_000L;
  private static final long MINUTE = 60_000;
  private static final long CYCLE = 5 * MINUTE;

  private final HerdMinutes minutes = new HerdMinutes(List.of(OutputRecords.CRON));

  @Test
  void a_picture_is_the_mean_over_the_fullest_minute_of_each_cycle() {
    add(NOON, 300, 1, 2);
    add(NOON + CYCLE, 2, 100, 1);
    HerdMinutes.Picture picture = minutes.picture(NOON, NOON + 2 * CYCLE);
    assertThat(picture.cycles()).isEqualTo(2);
    assertThat(picture.peakPerSecond()).isEqualTo(200);
    assertThat(picture.dispersionIndex()).isCloseTo(20, within(1e-9));
    assertThat(picture.synchronizationIndex()).isCloseTo(0.2, within(1e-9));
  }

  @Test
  void cycles_outside_the_stretch_and_cycles_that_have_hardly_begun_do_not_count() {
    add(NOON - CYCLE, 500, 1, 1);
    add(NOON, 300, 1, 1);
    add(NOON + CYCLE, 9, 9);
    assertThat(minutes.picture(NOON, Long.MAX_VALUE))
        .isEqualTo(new HerdMinutes.Picture(1, 300, 30, 0.3));
  }

  @Test
  void of_several_revisions_the_highest_counts_in_whatever_order_they_come() {
    add(NOON, 1, 1, 1);
    minutes.add(OutputRecords.sli("build-report", NOON, 1, 50));
    minutes.add(OutputRecords.sli("build-report", NOON, 0, 40));
    assertThat(minutes.picture(NOON, Long.MAX_VALUE).peakPerSecond()).isEqualTo(50);
  }

  @Test
  void groups_that_do_not_herd_do_not_matter() {
    for (int minute = 0; minute < 3; minute++) {
      minutes.add(OutputRecords.sli("refresh-cache", NOON + minute * MINUTE, 0, 7));
    }
    assertThat(minutes.picture(NOON, Long.MAX_VALUE).cycles()).isZero();
  }

  @Test
  void the_newest_seconds_are_drawn_oldest_first_and_unknown_ones_as_nothing() {
    add(NOON, 3, 5);
    assertThat(minutes.newest(OutputRecords.CRON, 6, 30)).containsExactly(0, 0, 3, 3, 5, 5);
    assertThat(minutes.newest("unknown", 2, 30)).containsExactly(0, 0);
  }

  private void add(long fromMillis, int... peaks) {
    for (int i = 0; i < peaks.length; i++) {
      minutes.add(OutputRecords.sli("build-report", fromMillis + i * MINUTE, 0, peaks[i]));
    }
  }
}
