package io.dephasing.core.slice;

import static io.dephasing.core.slice.SliceBytes.bytes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dephasing.core.event.Event;
import io.dephasing.core.event.EventKind;
import io.dephasing.core.event.GroupKey;
import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SliceTest {
  private static final long START = 29_545_000L * Slice.LENGTH_MILLIS;

  private record Arrival(Event event, boolean onTime) {}

  @ParameterizedTest
  @EnumSource
  void any_split_and_any_order_of_events_folds_into_the_same_bytes(EventKind kind) {
    for (int seed = 0; seed < 40; seed++) {
      Random random = new Random(seed);
      List<Arrival> arrivals = arrivals(kind, seed, random);
      byte[] expected = bytes(folded(arrivals));

      Collections.shuffle(arrivals, random);
      assertThat(bytes(foldedInParts(arrivals, random)))
          .as("%s, seed %d, %d events", kind, seed, arrivals.size())
          .isEqualTo(expected);
    }
  }

  @ParameterizedTest
  @EnumSource
  void events_fold_together_into_what_they_fold_into_one_by_one(EventKind kind) {
    Arrangement room = new Arrangement();
    for (int seed = 0; seed < 40; seed++) {
      List<Arrival> arrivals = arrivals(kind, seed, new Random(seed));
      Slice together = new Slice();
      EventBatch batch = new EventBatch();
      for (Arrival arrival : arrivals) {
        batch.add(arrival.event(), arrival.onTime());
        if (batch.size() > 8 * seed) {
          together.absorb(batch, room);
          assertThat(batch.isEmpty()).isTrue();
        }
      }
      together.absorb(batch, room);

      assertThat(bytes(together)).isEqualTo(bytes(folded(arrivals)));
    }
  }

  @ParameterizedTest
  @EnumSource
  void folding_is_associative_and_commutative_and_has_an_empty_slice(EventKind kind) {
    for (int seed = 100; seed < 120; seed++) {
      Random random = new Random(seed);
      Slice a = folded(arrivals(kind, seed, random));
      Slice b = folded(arrivals(kind, seed + 1000, random));
      Slice c = folded(arrivals(kind, seed + 2000, random));

      byte[] leftFirst = bytes(join(join(a, b), c));
      assertThat(bytes(join(a, join(b, c)))).isEqualTo(leftFirst);
      assertThat(bytes(join(c, join(b, a)))).isEqualTo(leftFirst);
      assertThat(bytes(join(a, new Slice()))).isEqualTo(bytes(a));
      assertThat(bytes(join(new Slice(), a))).isEqualTo(bytes(a));
    }
  }

  @Test
  void an_empty_slice_is_one_byte_and_stays_empty() {
    byte[] written = bytes(new Slice());

    assertThat(written).containsExactly(0);
    assertThat(copy(new Slice()).isEmpty()).isTrue();
  }

  @Test
  void a_component_of_a_newer_build_is_skipped() {
    byte[] known = bytes(folded(arrivals(EventKind.JOB_START, 3, new Random(3))));
    byte[] newer = new byte[known.length + 4];
    newer[0] = 99;
    newer[1] = 2;
    System.arraycopy(known, 0, newer, 4, known.length);

    assertThat(bytes(read(newer))).isEqualTo(known);
  }

  @Test
  void a_component_without_length_that_nobody_knows_is_refused() {
    byte[] unknown = {99, 0};

    assertThatThrownBy(
            () -> Slice.readUnmeasured(new DataInputStream(new ByteArrayInputStream(unknown))))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("99");
  }

  @ParameterizedTest
  @EnumSource
  void a_component_that_is_cut_short_is_refused(EventKind kind) {
    byte[] whole = bytes(folded(arrivals(kind, 3, new Random(3))));
    byte[] tally = {(byte) SliceLayout.TALLY.id(), 1, whole[2], 0};

    assertThatThrownBy(() -> read(tally))
        .hasRootCauseInstanceOf(IOException.class)
        .hasMessageContaining("part %d of a slice".formatted(SliceLayout.TALLY.id()));
  }

  @Test
  void ids_of_components_are_unique_and_fit_a_byte() {
    assertThat(SliceLayout.all()).extracting(SliceLayout::id).doesNotHaveDuplicates();
    assertThat(SliceLayout.all()).allMatch(layout -> layout.id() > 0 && layout.id() < 128);
  }

  @Test
  void a_late_event_is_counted_and_nothing_else() {
    Slice slice = new Slice();
    slice.addLate(1);

    assertThat(slice.tally().lateEvents()).isEqualTo(1);
    assertThat(slice.tally().starts()).isZero();
    assertThat(slice.tally().allOnTime()).isTrue();
    assertThat(copy(slice).tally().lateEvents()).isEqualTo(1);
  }

  @ParameterizedTest
  @EnumSource
  void what_one_slice_folds_in_is_in_no_other(EventKind kind) {
    folded(arrivals(kind, 1, new Random(1)));
    Slice other = new Slice();
    other.keepSeconds();
    other.instances().forgetBefore(Slice.BUCKETS);

    assertThat(bytes(other)).containsExactly(0);
  }

  private static List<Arrival> arrivals(EventKind kind, int seed, Random random) {
    int events = random.nextInt(600);
    int instances = 1 + random.nextInt(400);
    // A second or a minute: many in one bucket become a sketch.
    long end = random.nextBoolean() ? START + 1_000 : START + Slice.LENGTH_MILLIS;
    List<Arrival> arrivals = new ArrayList<>();
    RandomEvents.of(
            new GroupKey(kind, "service", "name", null), events, instances, START, end, seed)
        .forEach(event -> arrivals.add(new Arrival(event, random.nextInt(5) > 0)));
    return arrivals;
  }

  private static Slice folded(List<Arrival> arrivals) {
    Slice slice = new Slice();
    arrivals.forEach(arrival -> slice.add(arrival.event(), arrival.onTime()));
    return slice;
  }

  private static Slice foldedInParts(List<Arrival> arrivals, Random random) {
    List<Slice> parts = new ArrayList<>(List.of(new Slice()));
    for (Arrival arrival : arrivals) {
      if (random.nextInt(20) == 0) {
        parts.add(new Slice());
      }
      parts.get(random.nextInt(parts.size())).add(arrival.event(), arrival.onTime());
    }
    while (parts.size() > 1) {
      Slice into = parts.get(random.nextInt(parts.size()));
      parts.remove(into);
      Slice from = parts.remove(random.nextInt(parts.size()));
      into.absorb(random.nextBoolean() ? copy(from) : from);
      parts.add(random.nextBoolean() ? copy(into) : into);
    }
    return parts.get(0);
  }

  private static Slice join(Slice a, Slice b) {
    Slice joined = copy(a);
    joined.absorb(b);
    return joined;
  }

  private static Slice copy(Slice slice) {
    return read(bytes(slice));
  }

  private static Slice read(byte[] bytes) {
    try {
      return Slice.read(new DataInputStream(new ByteArrayInputStream(bytes)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
