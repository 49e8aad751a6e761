package io.dephasing.operators.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.dephasing.core.event.Event;
import io.dephasing.core.event.GroupKey;
import io.dephasing.core.slice.EventBatch;
import io.dephasing.core.slice.Slice;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
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
  void each_slice_gets_its_own_events_however_they_are_mixed() {
    for (int seed = 0; seed < 20; seed++) {
      Random random = new Random(seed);
      Map<GroupKey, Slice> expected = new HashMap<>();
      for (int events = random.nextInt(3_000); events > 0; events--) {
        takeSome(random, expected);
      }
      List<LocalSlice> drained = drained();

      assertThat(drained).hasSameSizeAs(expected.keySet());
      for (LocalSlice each : drained) {
        Slice wanted = expected.remove(GroupKey.parse(each.group().key()));
        assertThat(bytes(each.slice())).isEqualTo(bytes(Objects.requireNonNull(wanted)));
      }
    }
  }

  /** A batch of up to three events, and which slice each of them goes to. */
  private void takeSome(Random random, Map<GroupKey, Slice> expected) {
    List<GroupKey> keys = List.of(Actions.SYNC, Actions.REPORT, Actions.BILLING);
    EventBatch batch = new EventBatch();
    List<LocalSlice> targets = new ArrayList<>();
    List<Boolean> onTime = new ArrayList<>();
    for (int left = 1 + random.nextInt(3); left > 0; left--) {
      GroupKey key = keys.get(random.nextInt(keys.size()));
      Event event = Actions.at(Actions.NOON + random.nextInt(60_000), key);
      boolean isOnTime = random.nextInt(4) > 0;
      batch.add(event, false);
      targets.add(groups.slice(key, MINUTE));
      onTime.add(isOnTime);
      expected.computeIfAbsent(key, k -> new Slice()).add(event, isOnTime);
    }
    for (int i = 0; i < targets.size(); i++) {
      groups.add(targets.get(i), batch, i, onTime.get(i));
    }
  }

  private List<LocalSlice> drained() {
    List<LocalSlice> drained = new ArrayList<>();
    groups.drain(drained::add);
    return drained;
  }

  private static byte[] bytes(Slice slice) {
    try {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      slice.write(new DataOutputStream(bytes));
      return bytes.toByteArray();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
