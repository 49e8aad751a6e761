package io.dephasing.core.history;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FloodsTest {
  private final Floods floods = new Floods();
  private final MinuteCounts counts = new MinuteCounts(2_000);

  @Test
  void what_an_alert_is_about_is_no_baseline() {
    for (long slice = 0; slice < 30; slice++) {
      counts.add(slice, isFlooded(slice) ? 600 : 10);
      if (isFlooded(slice)) {
        floods.add(slice);
      }
    }

    Floods.Level level = floods.level(counts, 0, 30);
    assertThat(level.slices()).isEqualTo(20);
    assertThat(level.sum()).isEqualTo(200);
    assertThat(level.squares()).isEqualTo(2_000);
    assertThat(floods.level(counts, 12, 18).slices()).isZero();
  }

  private static boolean isFlooded(long slice) {
    return slice >= 10 && slice < 20;
  }

  @Test
  void the_order_in_which_slices_are_told_does_not_matter() {
    for (long slice : new long[] {12, 10, 11, 14, 13, 12}) {
      floods.add(slice);
    }

    assertThat(floods.level(counts, 0, 20).slices()).isEqualTo(15);
  }

  @Test
  void what_lasts_for_six_hours_is_a_new_level_and_nothing_before_it_counts() {
    for (long slice = 0; slice < 100; slice++) {
      counts.add(slice, 10);
    }
    for (long slice = 100; slice <= 100 + Floods.NEW_LEVEL_AFTER; slice++) {
      counts.add(slice, 600);
      assertThat(floods.level(counts, 0, slice).slices()).isEqualTo(100);
      floods.add(slice);
    }

    Floods.Level level = floods.level(counts, 0, 101 + Floods.NEW_LEVEL_AFTER);
    assertThat(level.slices()).isEqualTo(Floods.NEW_LEVEL_AFTER + 1);
    assertThat(level.sum()).isEqualTo(600 * (Floods.NEW_LEVEL_AFTER + 1));
  }
}
