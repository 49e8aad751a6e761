package io.dephasing.operators.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class RecentIdsTest {
  private static final long HORIZON = 60_000;

  private final RecentIds recent = new RecentIds();

  private void add(long hash, long timeMillis) {
    recent.add(hash, timeMillis, HORIZON);
  }

  @Test
  void an_id_is_remembered_for_a_whole_horizon() {
    add(1, 0);
    add(42, HORIZON - 1);
    add(2, HORIZON);

    assertThat(recent.contains(42)).isTrue();
    assertThat(recent.contains(43)).isFalse();
  }

  @Test
  void an_id_is_forgotten_after_two_horizons() {
    add(42, 0);
    add(1, HORIZON);
    add(2, 2 * HORIZON);

    assertThat(recent.contains(42)).isFalse();
  }

  @Test
  void time_that_goes_back_forgets_nothing() {
    add(42, 10 * HORIZON);
    add(1, 0);
    add(2, 9 * HORIZON);

    assertThat(recent.contains(42)).isTrue();
  }

  @Test
  void a_hash_of_zero_is_an_id_like_any_other() {
    assertThat(recent.contains(0)).isFalse();
    add(0, 0);
    assertThat(recent.contains(0)).isTrue();
  }

  @Test
  void ids_that_differ_in_high_bits_alone_are_told_apart() {
    for (long id = 1; id <= 1_000; id++) {
      assertThat(recent.contains(id << 48)).as("id %d", id).isFalse();
      add(id << 48, 0);
      assertThat(recent.contains(id << 48)).as("id %d", id).isTrue();
    }
  }

  @Test
  void generations_are_the_same_after_a_restore() {
    add(1, 0);
    add(2, HORIZON);
    RecentIds restored = RecentIds.restored(recent.saved());

    assertThat(restored.youngSize()).isEqualTo(1);
    assertThat(restored.contains(1)).isTrue();
    assertThat(restored.contains(2)).isTrue();
    restored.add(3, 2 * HORIZON, HORIZON);
    assertThat(restored.contains(1)).as("two horizons old").isFalse();
    assertThat(restored.contains(2)).isTrue();
  }

  @Test
  void ids_without_a_generation_are_forgotten_with_the_first_younger_one() {
    RecentIds restored = RecentIds.old(LongStream.rangeClosed(1, 1_000).toArray());
    restored.add(2_000, 0, HORIZON);
    assertThat(restored.contains(1_000)).isTrue();
    restored.add(2_001, HORIZON, HORIZON);

    assertThat(restored.contains(1_000)).isFalse();
  }
}
