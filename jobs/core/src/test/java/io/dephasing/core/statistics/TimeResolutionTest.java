package io.dephasing.core.statistics;

import static org.assertj.core.api.Assertions.assertThat;

import io.dephasing.core.statistics.TimeResolution.Grid;
import org.junit.jupiter.api.Test;

class TimeResolutionTest {
  private static final TimeResolution SECONDS = new TimeResolution(Grid.ROUNDED, Grid.FINER);
  private static final TimeResolution MINUTES = new TimeResolution(Grid.ROUNDED, Grid.ROUNDED);

  @Test
  void three_whole_seconds_are_evidence_and_two_are_not() {
    assertThat(TimeResolution.UNKNOWN.with(2, 2, false).seconds()).isNaN();
    assertThat(TimeResolution.UNKNOWN.with(3, 3, false).seconds()).isEqualTo(1);
  }

  @Test
  void one_minute_of_whole_minutes_is_evidence_of_whole_seconds() {
    assertThat(TimeResolution.UNKNOWN.with(80, 80, true).seconds()).isEqualTo(1);
    assertThat(TimeResolution.UNKNOWN.with(80, 80, true).mayBeMinutes()).isTrue();
    assertThat(MINUTES.with(1, 1, true).seconds()).isEqualTo(60);
  }

  @Test
  void one_time_that_is_finer_says_that_all_are() {
    assertThat(MINUTES.with(100, 100, false).seconds()).isEqualTo(1);
    assertThat(MINUTES.with(100, 99, false).seconds()).isNaN();
    assertThat(SECONDS.with(100, 99, false).seconds()).isNaN();
    assertThat(SECONDS.mayBeMinutes()).isFalse();
  }
}
