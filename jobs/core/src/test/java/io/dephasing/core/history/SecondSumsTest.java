package io.dephasing.core.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.dephasing.core.event.Absent;
import io.dephasing.core.event.Details;
import io.dephasing.core.event.Event;
import io.dephasing.core.event.EventKind;
import io.dephasing.core.event.GroupKey;
import io.dephasing.core.event.Instance;
import io.dephasing.core.event.RunPhase;
import io.dephasing.core.slice.Slice;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SecondSumsTest {
  private static final GroupKey GROUP = new GroupKey(EventKind.RETRY, "shop", "sync", null);
  private static final long FIRST_SLICE = 29_000_000;

  @Test
  void they_are_the_sums_of_the_open_slices_whatever_the_stretch() {
    OpenSlices open = slicesWithAGap(new Random(3));
    long first = FIRST_SLICE * Slice.BUCKETS - 70;
    long last = (FIRST_SLICE + 4) * Slice.BUCKETS + 70;
    SecondSums sums = open.sums(first, last);

    Random random = new Random(4);
    for (int i = 0; i < 2_000; i++) {
      long from = first + random.nextInt((int) (last - first));
      long to = from + random.nextInt((int) (last - from + 1));
      for (Scope scope : Scope.values()) {
        assertThat((long) sums.starts(from, to, scope)).isEqualTo(open.sum(from, to, scope));
      }
      assertThat(sums.hasStartNotOnTime(from, to))
          .isEqualTo(open.sum(from, to, Scope.ALL) > open.sum(from, to, Scope.ON_TIME));
    }
  }

  @Test
  void the_first_second_that_ends_a_full_stretch_is_found() {
    OpenSlices open = slicesWithAGap(new Random(7));
    long first = FIRST_SLICE * Slice.BUCKETS - 70;
    long last = (FIRST_SLICE + 4) * Slice.BUCKETS + 70;
    SecondSums sums = open.sums(first, last);

    Random random = new Random(8);
    for (int i = 0; i < 2_000; i++) {
      int width = 1 + random.nextInt(15);
      long from = first + width - 1 + random.nextInt((int) (last - first - width));
      long to = from + random.nextInt((int) (last - from + 1));
      long least = random.nextInt(9);
      long expected = from;
      while (expected <= to
          && (open.starts(expected, Scope.ALL) == 0
              || open.sum(expected - width + 1, expected, Scope.ALL) < least)) {
        expected++;
      }
      assertThat(sums.firstWith(from, to, width, least)).isEqualTo(expected);
    }
  }

  @Test
  void what_slices_tell_of_a_stretch_is_what_its_seconds_tell() {
    OpenSlices open = slicesWithAGap(new Random(5));
    long first = FIRST_SLICE * Slice.BUCKETS - 70;
    long last = (FIRST_SLICE + 4) * Slice.BUCKETS + 70;

    Random random = new Random(6);
    for (int i = 0; i < 500; i++) {
      long from = first + random.nextInt((int) (last - first));
      long to = from + random.nextInt((int) (last - from + 1));
      List<Long> withEvents = new ArrayList<>();
      open.forEachWithEvents(from, to, withEvents::add);
      List<Long> expected = new ArrayList<>();
      for (long second = from; second <= to; second++) {
        if (open.starts(second, Scope.ON_TIME) > 0) {
          expected.add(second);
        }
      }
      assertThat(withEvents).isEqualTo(expected);
      assertThat(open.hasSketch(from, to, Scope.ALL)).isFalse();
      assertThat(Math.min(open.firstStartOnTime(from), to + 1))
          .isEqualTo(expected.isEmpty() ? to + 1 : expected.get(0));

      long firstIndex = Math.floorDiv(from, Slice.BUCKETS);
      long lastIndex = Math.floorDiv(to, Slice.BUCKETS);
      assertThat(open.holdsAny(firstIndex, lastIndex))
          .isEqualTo(
              open.all().stream()
                  .anyMatch(each -> each.index() >= firstIndex && each.index() <= lastIndex));
    }
    assertThat(open.firstStartOnTime(Long.MIN_VALUE)).isEqualTo(open.firstStartOnTime(first));
    assertThat(open.firstStartOnTime(last)).isEqualTo(Long.MAX_VALUE);
  }

  private static OpenSlices slicesWithAGap(Random random) {
    OpenSlices open = new OpenSlices();
    for (long index : new long[] {FIRST_SLICE, FIRST_SLICE + 1, FIRST_SLICE + 3}) {
      Slice slice = new Slice();
      for (int i = 0; i < 40; i++) {
        long time = index * Slice.LENGTH_MILLIS + random.nextInt((int) Slice.LENGTH_MILLIS);
        slice.add(retry(time), i % 9 > 0);
      }
      open.absorb(index, slice);
    }
    return open;
  }

  private static Event retry(long timeMillis) {
    return new Event(
        GROUP, Instance.of("pod"), timeMillis, RunPhase.START, Absent.MILLIS, Details.NONE);
  }
}
