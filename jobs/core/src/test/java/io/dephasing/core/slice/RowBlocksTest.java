package io.dephasing.core.slice;

import static org.assertj.core.api.Assertions.assertThat;

import io.dephasing.core.event.EventKind;
import io.dephasing.core.event.GroupKey;
import org.junit.jupiter.api.Test;

class RowBlocksTest {
  private static final GroupKey GROUP = new GroupKey(EventKind.JOB_START, "shop", "sync", null);
  private static final int MOST = 3;

  private final RowBlocks blocks = new RowBlocks(MOST);

  @Test
  void a_batch_takes_a_block_for_each_32_events_and_gives_them_back_when_it_is_folded() {
    EventBatch batch = filled(33);
    assertThat(blocks.taken()).isEqualTo(2);

    new Slice().absorb(batch);
    assertThat(blocks.taken()).isZero();
    assertThat(blocks.spare()).isEqualTo(2);

    filled(64);
    assertThat(blocks.taken()).isEqualTo(2);
    assertThat(blocks.spare()).isZero();
  }

  @Test
  void who_has_a_full_block_is_hard_pressed_where_there_are_enough_of_them() {
    EventBatch batch = filled(32);
    assertThat(batch.isHardPressed()).isFalse();
    filled(40);
    assertThat(batch.isHardPressed()).isTrue();
    assertThat(filled(1).isHardPressed()).isFalse();
  }

  @Test
  void a_block_that_was_given_back_tells_nothing_of_who_had_it() {
    EventBatch before = new EventBatch(blocks);
    RandomEvents.of(GROUP, 32, 5, 0, Slice.LENGTH_MILLIS, 1).forEach(e -> before.add(e, true));
    assertThat(before.hasNamed()).isTrue();
    new Slice().absorb(before);

    EventBatch after = new EventBatch(blocks);
    after.add(RandomEvents.of(GROUP, 1, 5, 2, 3, 2).findFirst().orElseThrow(), false);
    assertThat(blocks.spare()).isZero();
    assertThat(after.hasNamed()).isFalse();
    assertThat(after.named(0)).isNull();
    assertThat(after.isOnTime(0)).isFalse();
  }

  @Test
  void what_is_not_needed_goes_by_halves_and_what_was_needed_stays() {
    new Slice().absorb(filled(32 * 10));
    blocks.trim();
    assertThat(blocks.spare()).isEqualTo(10);
    new Slice().absorb(filled(32 * 2));
    blocks.trim();
    assertThat(blocks.spare()).isEqualTo(6);
    blocks.trim();
    assertThat(blocks.spare()).isEqualTo(3);
    blocks.trim();
    blocks.trim();
    assertThat(blocks.spare()).isZero();
  }

  private EventBatch filled(int events) {
    EventBatch batch = new EventBatch(blocks);
    RandomEvents.of(GROUP, events, 5, 0, Slice.LENGTH_MILLIS, 3).forEach(e -> batch.add(e, true));
    return batch;
  }
}
