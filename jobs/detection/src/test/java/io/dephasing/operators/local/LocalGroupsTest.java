package io.dephasing.operators.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.dephasing.core.event.EventKind;
import io.dephasing.core.event.GroupKey;
import io.dephasing.core.slice.EventBatch;
import io.dephasing.core.slice.Slice;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LocalGroupsTest {
  private static final long MINUTE = Slice.indexOf(Actions.NOON);
  private static final int MOST_WAITING = 1 << 18;

  private final LocalGroups groups = new LocalGroups();

  @Test
  void a_group_is_found_by_what_its_key_says() {
    GroupKey same = GroupKey.parse(Actions.SYNC.canonical());

    LocalSlice slice = groups.slice(Actions.SYNC, MINUTE);
    assertThat(groups.slice(same, MINUTE)).isSameAs(slice);
    assertThat(groups.slice(Actions.REPORT, MINUTE)).isNotSameAs(slice);
    assertThat(groups.slice(same, MINUTE + 1)).isNotSameAs(slice);
    assertThat(groups.slices()).isEqualTo(3);
  }

  @Test
  void events_wait_until_there_are_too_many_of_them() {
    EventBatch batch = new EventBatch();
    batch.add(Actions.at(Actions.NOON), false);
    LocalSlice one = groups.slice(Actions.SYNC, MINUTE);
    LocalSlice other = groups.slice(Actions.REPORT, MINUTE);
    for (int i = 1; i < MOST_WAITING; i++) {
      groups.add(i % 3 == 0 ? one : other, batch, 0, true);
    }
    assertThat(one.slice().isEmpty()).isTrue();

    groups.add(one, batch, 0, true);
    assertThat(one.slice().tally().starts()).isEqualTo(MOST_WAITING / 3 + 1);
    assertThat(other.slice().tally().starts()).isEqualTo(MOST_WAITING - MOST_WAITING / 3 - 1);
    assertThat(drained()).containsExactly(one, other);
    assertThat(one.slice().tally().starts()).isEqualTo(MOST_WAITING / 3 + 1);
  }

  @Test
  void what_was_drained_waits_no_more_and_its_slices_are_closed() {
    EventBatch batch = new EventBatch();
    batch.add(Actions.at(Actions.NOON), false);
    LocalSlice before = groups.slice(Actions.SYNC, MINUTE);
    groups.add(before, batch, 0, true);
    assertThat(drained()).containsExactly(before);

    assertThat(drained()).isEmpty();
    LocalSlice after = groups.slice(Actions.SYNC, MINUTE);
    assertThat(after).isNotSameAs(before);
    assertThat(after.number()).isZero();
    assertThat(after.slice().isEmpty()).isTrue();
  }

  @Test
  void what_is_not_drained_stays_open_with_what_it_has() {
    EventBatch batch = new EventBatch();
    batch.add(Actions.at(Actions.NOON), false);
    LocalSlice early = groups.slice(Actions.SYNC, MINUTE);
    LocalSlice next = groups.slice(Actions.SYNC, MINUTE + 1);
    LocalSlice other = groups.slice(Actions.REPORT, MINUTE + 2);
    for (LocalSlice each : List.of(early, next, other, other)) {
      groups.add(each, batch, 0, true);
    }
    List<LocalSlice> drained = new ArrayList<>();
    groups.drain(MINUTE + 1, drained::add);
    assertThat(drained).containsExactly(early);
    assertThat(groups.slices()).isEqualTo(2);

    LocalSlice still = groups.slice(Actions.REPORT, MINUTE + 2);
    groups.add(still, batch, 0, true);
    assertThat(drained())
        .extracting(each -> each.group().key(), LocalSlice::index, LocalGroupsTest::starts)
        .containsExactlyInAnyOrder(
            tuple(Actions.SYNC.canonical(), MINUTE + 1, 1L),
            tuple(Actions.REPORT.canonical(), MINUTE + 2, 3L));
    assertThat(groups.slices()).isZero();
  }

  @Test
  void a_group_with_an_open_slice_is_kept_however_many_there_are() {
    LocalSlice still = groups.slice(Actions.SYNC, MINUTE + 1);
    for (int i = 0; i < 20_000; i++) {
      groups.slice(new GroupKey(EventKind.JOB_START, "shop", "job " + i, null), MINUTE);
    }
    groups.drain(MINUTE + 1, each -> {});

    assertThat(groups.slice(Actions.SYNC, MINUTE + 1).slice()).isSameAs(still.slice());
    assertThat(groups.groups()).isEqualTo(1);
  }

  private static long starts(LocalSlice slice) {
    return slice.slice().tally().starts();
  }

  private List<LocalSlice> drained() {
    List<LocalSlice> drained = new ArrayList<>();
    groups.drain(Long.MAX_VALUE, drained::add);
    return drained;
  }
}
