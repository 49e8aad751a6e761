package io.dephasing.core.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.dephasing.core.slice.DistinctInstances;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What history remembers in little space, against all of the past. */
@Tag("long")
class HistoryOraclesTest {
  private static final int DAY = 1440;

  @RepeatedTest(10)
  void counts_by_minute_add_up_over_any_stretch_that_is_kept(RepetitionInfo repetition) {
    Random random = new Random(repetition.getCurrentRepetition());
    int horizon = 1 + random.nextInt(80);
    MinuteCounts counts = new MinuteCounts(horizon);
    TreeMap<Long, Long> all = new TreeMap<>();
    long slice = 1000;
    for (int i = 0; i < 500; i++) {
      slice += 1 + (random.nextInt(10) == 0 ? random.nextInt(200) : random.nextInt(2));
      long count = random.nextInt(1000);
      counts.add(slice, count);
      all.put(slice, count);

      long end = slice + 1 - random.nextInt(horizon);
      long first = Math.max(slice + 1 - horizon, end - random.nextInt(horizon));
      Map<Long, Long> part = all.subMap(Math.min(first, end), end);
      assertThat(counts.sum(first, end)).isEqualTo(part.values().stream().mapToLong(c -> c).sum());
      assertThat(counts.sumSquares(first, end))
          .isEqualTo(part.values().stream().mapToDouble(c -> (double) c * c).sum());
    }
  }

  @RepeatedTest(10)
  void values_come_and_go_in_order_of_time(RepetitionInfo repetition) {
    Random random = new Random(repetition.getCurrentRepetition());
    TimedValues values = new TimedValues();
    List<long[]> all = new ArrayList<>();
    for (int i = 0; i < 3_000; i++) {
      if (random.nextInt(5) < 3) {
        values.append(i, random.nextInt(50));
        all.add(new long[] {i, values.value(values.size() - 1)});
      }
      int dropped = random.nextInt(1 + Math.min(3, all.size()));
      values.drop(dropped);
      all.subList(0, dropped).clear();
      values = random.nextInt(20) == 0 ? values.copy() : values;

      long asked = i - (long) random.nextInt(9);
      assertThat(values.size()).isEqualTo(all.size());
      assertThat((long) values.before(asked))
          .isEqualTo(all.stream().filter(each -> each[0] < asked).count());
      assertThat(values.most(asked, i))
          .isEqualTo(
              all.stream().filter(each -> each[0] >= asked).mapToLong(e -> e[1]).max().orElse(0));
      for (int at = 0; at < all.size(); at++) {
        assertThat(values.time(at)).isEqualTo(all.get(at)[0]);
        assertThat(values.value(at)).isEqualTo(all.get(at)[1]);
      }
    }
  }

  @RepeatedTest(10)
  void the_largest_of_a_day_is_right_as_of_every_slice_that_is_asked_for(
      RepetitionInfo repetition) {
    Random random = new Random(repetition.getCurrentRepetition());
    int asked = 1 + random.nextInt(40);
    TrailingMax trailing = new TrailingMax();
    TreeMap<Long, Long> all = new TreeMap<>();
    long slice = 1000;
    for (int i = 0; i < 4000; i++) {
      slice += 1 + (random.nextInt(100) == 0 ? random.nextInt(800) : random.nextInt(2));
      long value = 1L + random.nextInt(20);
      trailing.add(slice, value, asked);
      all.put(slice, value);

      long end = slice + 1 - random.nextInt(asked);
      long expected =
          all.subMap(end - DAY, end).values().stream().mapToLong(v -> v).max().orElse(0);
      assertThat(trailing.max(end - DAY, end)).as("as of %d", end).isEqualTo(expected);
    }
  }

  @Test
  void a_largest_value_that_does_not_fit_errs_upwards() {
    TrailingMax trailing = new TrailingMax();
    for (int i = 0; i < 1000; i++) {
      trailing.add(i, 10_000 - i, 16);
    }

    assertThat(trailing.max(990, 1000)).isEqualTo(9_010);
    assertThat(trailing.max(100, 1000)).isBetween(9_900L, 10_000L);
  }

  @RepeatedTest(10)
  void members_are_the_most_of_two_hours_within_a_day(RepetitionInfo repetition) {
    Random random = new Random(repetition.getCurrentRepetition());
    Members members = new Members();
    TreeMap<Long, Set<Integer>> all = new TreeMap<>();
    TreeMap<Long, Integer> known = new TreeMap<>();
    long slice = 60_000;
    for (int i = 0; i < 400; i++) {
      slice += 1 + random.nextInt(12);
      Set<Integer> present = new HashSet<>();
      for (int j = random.nextInt(10); j > 0; j--) {
        present.add(random.nextInt(60) + (int) (slice / 600) * 20);
      }
      all.put(slice, present);
      members.add(slice, set(present), 60);
      long from = (slice / 60 - 1) * 60;
      Set<Integer> together = new HashSet<>();
      all.subMap(from, slice + 1).values().forEach(together::addAll);
      known.put(slice, together.size());

      long asOf = slice + 1;
      assertThat(members.asOf(asOf, DAY)).isEqualTo(most(known, asOf));
    }
  }

  /** By hours: an hour counts whole, and the oldest is the one that begins a day and two before. */
  private static int most(Map<Long, Integer> known, long asOf) {
    int most = 0;
    for (Map.Entry<Long, Integer> entry : known.entrySet()) {
      if (entry.getKey() / 60 * 60 > asOf - DAY - 120 && entry.getKey() < asOf) {
        most = Math.max(most, entry.getValue());
      }
    }
    return most;
  }

  @RepeatedTest(10)
  void a_name_is_new_until_seen_and_again_after_two_days(RepetitionInfo repetition) {
    Random random = new Random(repetition.getCurrentRepetition());
    Names names = new Names();
    Map<Integer, long[]> seen = new HashMap<>();
    long slice = 10_000;
    for (int i = 0; i < 500; i++) {
      slice += 1 + (random.nextInt(20) == 0 ? random.nextInt(3500) : random.nextInt(30));
      Set<Integer> present = new HashSet<>();
      for (int j = random.nextInt(8); j > 0; j--) {
        present.add(random.nextInt(300));
      }
      int newcomers = 0;
      for (int name : present) {
        long[] known = seen.get(name);
        if (known == null || known[1] < slice - 2 * DAY) {
          newcomers++;
          seen.put(name, new long[] {slice, slice});
        } else {
          known[1] = slice;
        }
      }
      assertThat(names.add(slice, set(present))).isEqualTo(newcomers);

      int asked = random.nextInt(300);
      long asOf = slice + 1 - random.nextInt(20);
      boolean expected = seen.containsKey(asked) && seen.get(asked)[0] < asOf;
      assertThat(names.isSeenBefore(asked, asOf)).isEqualTo(expected);
    }
    assertThat(names.isCrowded(slice + 1)).isFalse();
  }

  @Test
  void more_names_than_are_remembered_make_a_crowd_for_two_days() {
    Names names = new Names();
    for (int i = 0; i <= Names.MOST; i++) {
      names.add(100 + i / 100, set(Set.of(i)));
    }
    long last = 100 + Names.MOST / 100;

    assertThat(names.isCrowded(last)).isFalse();
    assertThat(names.isCrowded(last + 1)).isTrue();
    assertThat(names.isCrowded(last + 2 * DAY)).isTrue();
    assertThat(names.isCrowded(last + 2 * DAY + 1)).isFalse();
  }

  @RepeatedTest(20)
  void runs_in_flight_are_first_in_first_out(RepetitionInfo repetition) {
    Random random = new Random(repetition.getCurrentRepetition());
    Flight flight = new Flight();
    ArrayDeque<Long> running = new ArrayDeque<>();
    long second = 0;
    long orphans = 0;
    long expired = 0;
    long expiry = 20L + random.nextInt(100);
    for (int i = 0; i < 1000; i++) {
      second += random.nextInt(8);
      int starts = random.nextInt(4);
      int ends = random.nextInt(4);
      while (!running.isEmpty() && running.getFirst() < second - expiry) {
        running.removeFirst();
        expired++;
      }
      for (int j = 0; j < starts; j++) {
        running.addLast(second);
      }
      for (int j = 0; j < ends; j++) {
        orphans += running.pollFirst() == null ? 1 : 0;
      }
      flight.advance(second, starts, ends, expiry, true);

      assertThat(flight.inFlight()).isEqualTo(running.size());
      assertThat(flight.orphanEnds()).isEqualTo(orphans);
      assertThat(flight.expiredRuns()).isEqualTo(expired);
      long later = second + random.nextInt(60);
      long alive = running.stream().filter(start -> start >= later - expiry).count();
      assertThat(flight.inFlightAt(later, expiry)).isEqualTo(alive);
    }
  }

  @Test
  void more_seconds_than_are_kept_lose_no_run() {
    Flight flight = new Flight();
    for (int second = 0; second < 5_000; second++) {
      flight.advance(second, 2, 0, 100_000, true);
    }
    assertThat(flight.inFlight()).isEqualTo(10_000);

    flight.advance(5_000, 0, 10_001, 100_000, true);
    assertThat(flight.inFlight()).isZero();
    assertThat(flight.orphanEnds()).isEqualTo(1);
  }

  private static DistinctInstances set(Set<Integer> hashes) {
    DistinctInstances set = DistinctInstances.wide();
    hashes.forEach(set::add);
    return set;
  }
}
