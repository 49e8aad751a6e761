package io.dephasing.operators.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class PartitionIdsTest {
  private static final long HORIZON = 60_000;
  private static final int MOST = 2_000;

  private final PartitionIds ids = new PartitionIds(HORIZON, MOST);

  @Test
  void an_id_is_new_once_in_each_partition() {
    assertThat(ids.add(0, 42, 0)).isTrue();
    assertThat(ids.add(0, 42, 0)).isFalse();
    assertThat(ids.add(1, 42, 0)).isTrue();
  }

  @Test
  void the_time_of_one_partition_forgets_nothing_of_another() {
    ids.add(0, 42, 0);
    ids.add(1, 1, 50 * HORIZON);
    ids.add(1, 2, 99 * HORIZON);

    assertThat(ids.add(0, 42, 1)).isFalse();
  }

  @Test
  void of_a_million_ids_the_youngest_are_remembered_within_the_bound() {
    ids.add(7, 42, 0);
    for (long id = 1; id <= 1_000_000; id++) {
      ids.add(0, id, 0);
    }

    assertThat(ids.youngSize()).isLessThanOrEqualTo(MOST);
    assertThat(ids.add(0, 1_000_000, 0)).as("the youngest").isFalse();
    assertThat(ids.add(0, 1, 0)).as("the oldest").isTrue();
    assertThat(ids.add(7, 42, 0)).as("that of a small partition").isFalse();
  }

  @Test
  void what_waits_is_saved_by_one_of_the_subtasks_and_known_to_each() {
    ids.add(0, 42, 0);
    ids.add(1, 43, 0);
    List<long[]> saved = ids.saved(0, 1);
    PartitionIds first = restored(saved);
    PartitionIds second = restored(saved);

    assertThat(first.saved(0, 2)).hasSize(1);
    assertThat(second.saved(1, 2)).hasSize(1);
    assertThat(second.add(0, 42, 1)).isFalse();
    assertThat(second.add(1, 43, 1)).isFalse();
  }

  @Test
  void of_two_that_were_saved_of_one_partition_the_later_holds() {
    ids.add(0, 42, 0);
    PartitionIds stale = restored(ids.saved(0, 1));
    ids.add(0, 43, 1);
    for (PartitionIds restored :
        List.of(
            restored(ids.saved(0, 1), stale.saved(0, 1)),
            restored(stale.saved(0, 1), ids.saved(0, 1)))) {
      assertThat(restored.add(0, 43, 2)).isFalse();
      assertThat(restored.add(0, 42, 2)).isFalse();
    }
  }

  @Test
  void what_waits_for_two_horizons_is_forgotten() {
    ids.add(0, 42, 0);
    PartitionIds restored = restored(ids.saved(0, 1));
    restored.add(1, 1, 0);
    assertThat(restored.saved(0, 1)).hasSize(2);
    restored.add(1, 2, 2 * HORIZON);

    assertThat(restored.saved(0, 1)).hasSize(1);
  }

  @Test
  void ids_of_which_no_partition_was_saved_are_known_in_each() {
    ids.restoreUnknown(new long[] {42, 43});
    PartitionIds again = restored(ids.saved(0, 1));

    assertThat(again.add(5, 42, 0)).isFalse();
    assertThat(again.add(6, 43, 0)).isFalse();
    assertThat(again.add(6, 44, 0)).isTrue();
  }

  @SafeVarargs
  private static PartitionIds restored(List<long[]>... saved) {
    PartitionIds restored = new PartitionIds(HORIZON, MOST);
    for (List<long[]> each : saved) {
      each.forEach(restored::restore);
    }
    return restored;
  }
}
