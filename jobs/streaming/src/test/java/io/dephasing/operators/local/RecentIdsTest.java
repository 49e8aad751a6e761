package io.dephasing.operators.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class RecentIdsTest {
  private static final long HORIZON = 60_000;
  private static final int MOST = 2_000;

  private final RecentIds recent = new RecentIds(HORIZON, MOST);

  @Test
  void an_id_is_new_once() {
    assertThat(recent.add(42, 0)).isTrue();
    assertThat(recent.add(42, 0)).isFalse();
    assertThat(recent.add(43, 0)).isTrue();
  }

  @Test
  void an_id_is_remembered_for_a_whole_horizon() {
    recent.add(1, 0);
    recent.add(42, HORIZON - 1);
    recent.add(2, HORIZON);

    assertThat(recent.add(42, 2 * HORIZON - 1)).isFalse();
  }

  @Test
  void an_id_is_forgotten_after_two_horizons() {
    recent.add(42, 0);
    recent.add(1, HORIZON);
    recent.add(2, 2 * HORIZON);

    assertThat(recent.add(42, 2 * HORIZON)).isTrue();
  }

  @Test
  void time_that_goes_back_forgets_nothing() {
    recent.add(42, 10 * HORIZON);
    recent.add(1, 0);
    recent.add(2, 9 * HORIZON);

    assertThat(recent.add(42, 0)).isFalse();
  }

  @Test
  void a_hash_of_zero_is_an_id_like_any_other() {
    assertThat(recent.add(0, 0)).isTrue();
    assertThat(recent.add(0, 0)).isFalse();
  }

  @Test
  void two_generations_at_most_are_held_of_a_million_ids() {
    LongStream.rangeClosed(1, 1_000_000).forEach(id -> recent.add(id, 0));

    assertThat(recent.ids().length).isBetween(MOST, 2 * MOST);
    assertThat(recent.add(1_000_000, 0)).as("the youngest is among them").isFalse();
    assertThat(recent.add(1, 0)).as("the oldest is not").isTrue();
  }

  @Test
  void ids_that_differ_in_high_bits_alone_are_told_apart() {
    LongStream.rangeClosed(1, 1_000)
        .forEach(id -> assertThat(recent.add(id << 48, 0)).as("id %d", id).isTrue());
    LongStream.rangeClosed(1, 1_000)
        .forEach(id -> assertThat(recent.add(id << 48, 0)).as("id %d", id).isFalse());
  }

  @Test
  void what_is_restored_is_remembered_for_a_horizon_from_the_next_id_on() {
    recent.add(1, 0);
    recent.add(2, HORIZON);
    RecentIds restored = new RecentIds(HORIZON, MOST);
    restored.restore(recent.ids());

    assertThat(restored.ids()).containsExactlyInAnyOrder(1, 2);
    restored.add(3, 5 * HORIZON);
    assertThat(restored.add(1, 6 * HORIZON - 1)).isFalse();
    assertThat(restored.add(2, 6 * HORIZON - 1)).isFalse();
  }

  @Test
  void what_many_subtasks_remembered_is_restored_up_to_the_bound() {
    for (int subtask = 0; subtask < 8; subtask++) {
      recent.restore(LongStream.range(1 + subtask * 1_000L, 1_001 + subtask * 1_000L).toArray());
    }

    assertThat(recent.ids()).hasSize(MOST);
  }
}
