package io.dephasing.operators.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.dephasing.core.event.GroupKey;
import io.dephasing.core.slice.Arrangement;
import io.dephasing.core.slice.EventBatch;
import io.dephasing.core.slice.RowBlocks;
import io.dephasing.core.slice.Slice;
import org.junit.jupiter.api.Test;

class LocalSliceTest {
  private static final int BLOCK = 32;
  private static final long MINUTE = Slice.indexOf(Actions.NOON);

  private final Arrangement room = new Arrangement();
  private final EventBatch from = new EventBatch();

  LocalSliceTest() {
    from.add(Actions.at(Actions.NOON), false);
  }

  @Test
  void events_wait_up_to_512() {
    LocalSlice slice = new LocalSlice(MINUTE, new RowBlocks(1_000), room);
    add(slice, 511);
    assertThat(slice.slice().isEmpty()).isTrue();

    add(slice, 1);
    assertThat(slice.slice().tally().starts()).isEqualTo(512);
  }

  @Test
  void where_blocks_are_scarce_a_slice_folds_before_it_takes_another_one() {
    RowBlocks blocks = new RowBlocks(3);
    LocalSlice one = new LocalSlice(MINUTE, blocks, room);
    LocalSlice other = new LocalSlice(MINUTE, blocks, room);
    add(one, BLOCK);
    add(other, 2 * BLOCK);
    add(one, 1);
    assertThat(one.slice().tally().starts()).isEqualTo(BLOCK);
    assertThat(blocks.taken()).isEqualTo(3);

    add(other, 10 * BLOCK);
    assertThat(blocks.taken()).isLessThanOrEqualTo(3);
    one.fold();
    other.fold();
    assertThat(one.slice().tally().starts()).isEqualTo(BLOCK + 1);
    assertThat(other.slice().tally().starts()).isEqualTo(12L * BLOCK);
    assertThat(blocks.taken()).isZero();
  }

  @Test
  void a_slice_that_waits_for_nothing_takes_one_block_however_scarce_they_are() {
    RowBlocks blocks = new RowBlocks(0);
    for (int i = 1; i <= 5; i++) {
      add(new LocalSlice(MINUTE, blocks, room), 1);
      assertThat(blocks.taken()).isEqualTo(i);
    }
  }

  @Test
  void a_group_is_found_by_what_its_key_says() {
    LocalGroups groups = new LocalGroups();
    GroupKey same = GroupKey.parse(Actions.SYNC.canonical());

    LocalSlice slice = groups.slice(Actions.SYNC, MINUTE);
    assertThat(groups.slice(same, MINUTE)).isSameAs(slice);
    assertThat(groups.slice(Actions.REPORT, MINUTE)).isNotSameAs(slice);
    assertThat(groups.slice(same, MINUTE + 1)).isNotSameAs(slice);
    assertThat(groups.slices()).isEqualTo(3);
  }

  private void add(LocalSlice slice, int events) {
    for (int i = 0; i < events; i++) {
      slice.add(from, 0, true);
    }
  }
}
