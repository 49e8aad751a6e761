package io.dephasing.core.slice;

import static io.dephasing.core.slice.SliceBytes.bytes;
import static org.assertj.core.api.Assertions.assertThat;

import io.dephasing.core.event.Event;
import io.dephasing.core.event.EventKind;
import io.dephasing.core.event.GroupKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class WaitingEventsTest {
  private final WaitingEvents waiting = new WaitingEvents();

  @ParameterizedTest
  @EnumSource
  void each_slice_gets_its_own_events_however_they_are_mixed(EventKind kind) {
    for (int seed = 0; seed < 40; seed++) {
      Random random = new Random(seed);
      int slices = 1 + random.nextInt(5);
      List<Slice> expected = slices(slices);
      List<Slice> folded = slices(slices);
      for (int times = 1 + random.nextInt(3); times > 0; times--) {
        takeSome(kind, random, expected);
        waiting.fold(folded);
        assertThat(waiting.size()).isZero();
      }

      for (int i = 0; i < slices; i++) {
        assertThat(bytes(folded.get(i))).as("seed %d", seed).isEqualTo(bytes(expected.get(i)));
      }
    }
  }

  @Test
  void more_events_than_are_folded_together_are_folded_all() {
    List<Event> events = events(EventKind.JOB_START, 2_000, 1);
    EventBatch batch = new EventBatch();
    events.forEach(event -> batch.add(event, false));
    for (int i = 0; i < 1_537; i++) {
      waiting.add(batch, i, i % 3 > 0, 1);
    }
    List<Slice> folded = slices(2);
    waiting.fold(folded);

    Slice expected = new Slice();
    for (int i = 0; i < 1_537; i++) {
      expected.add(events.get(i), i % 3 > 0);
    }
    assertThat(bytes(folded.get(1))).isEqualTo(bytes(expected));
    assertThat(folded.get(0).isEmpty()).isTrue();
  }

  /** Batches of which some events go on and some do not, as where one is late or came before. */
  private void takeSome(EventKind kind, Random random, List<Slice> expected) {
    for (int batches = random.nextInt(8); batches > 0; batches--) {
      List<Event> events = events(kind, 1 + random.nextInt(300), random.nextLong());
      EventBatch batch = new EventBatch();
      events.forEach(event -> batch.add(event, false));
      for (int i = 0; i < events.size(); i++) {
        int slice = random.nextInt(expected.size() + 1);
        boolean isOnTime = random.nextInt(4) > 0;
        if (slice < expected.size()) {
          waiting.add(batch, i, isOnTime, slice);
          expected.get(slice).add(events.get(i), isOnTime);
        }
      }
    }
  }

  private static List<Event> events(EventKind kind, int count, long seed) {
    GroupKey group = new GroupKey(kind, "shop", "sync", null);
    return RandomEvents.of(group, count, 9, 0, Slice.LENGTH_MILLIS, seed).toList();
  }

  private static List<Slice> slices(int count) {
    return new ArrayList<>(Stream.generate(Slice::new).limit(count).toList());
  }
}
