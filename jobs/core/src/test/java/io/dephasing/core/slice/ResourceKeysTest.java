package io.dephasing.core.slice;

import static org.assertj.core.api.Assertions.assertThat;

import io.dephasing.core.event.Absent;
import io.dephasing.core.event.Attempt;
import io.dephasing.core.event.Details;
import io.dephasing.core.event.Event;
import io.dephasing.core.event.EventKind;
import io.dephasing.core.event.GroupKey;
import io.dephasing.core.event.Instance;
import io.dephasing.core.event.Run;
import io.dephasing.core.event.RunPhase;
import io.dephasing.core.event.Schedule;
import io.dephasing.core.event.Tags;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ResourceKeysTest {
  private static final GroupKey GROUP = new GroupKey(EventKind.RETRY, "shop", "charge", null);
  private static final long START = 29_545_000L * Slice.LENGTH_MILLIS;

  @Test
  void counts_of_96_keys_are_exact_whatever_the_order_and_the_split() throws IOException {
    List<Event> events = new ArrayList<>();
    for (int key = 0; key < ResourceKeys.EXACT_KEYS; key++) {
      for (int i = 0; i <= key; i++) {
        events.add(event("key-" + key, "client-" + i, i % 2));
      }
    }
    byte[] expected = bytes(folded(events));
    for (int seed = 0; seed < 20; seed++) {
      Collections.shuffle(events, new Random(seed));
      ResourceKeys joined = folded(events.subList(0, 1000));
      joined.absorb(folded(events.subList(1000, events.size())));

      assertThat(bytes(joined)).as("seed %d", seed).isEqualTo(expected);
    }
    assertThat(folded(events).busiest(2))
        .containsExactly(new ResourceCount("key-95", 96), new ResourceCount("key-94", 95));
    assertThat(folded(events).keys()).isEqualTo(96);
  }

  @Test
  void a_hot_key_is_found_among_any_number_of_others_and_never_overstated() throws IOException {
    List<Event> events = new ArrayList<>();
    IntStream.range(0, 20_000).forEach(i -> events.add(event("key-" + i, "client-" + i, i % 60)));
    IntStream.range(0, 3_000).forEach(i -> events.add(event("hot", "client-" + i, 30)));
    Collections.shuffle(events, new Random(1));
    ResourceKeys keys = folded(events);

    assertThat(keys.busiest(1).get(0).key()).isEqualTo("hot");
    assertThat(keys.busiest(1).get(0).events()).isBetween(3_000L - events.size() / 36, 3_000L);
    assertThat(keys.seconds().events("hot", 0, 59)).isBetween(1L, 3_000L);
    assertThat(bytes(keys).length).isLessThan(10_000);
  }

  @Test
  void long_keys_stay_distinct_though_they_are_cut() {
    String prefix = "k".repeat(500);
    ResourceKeys keys = folded(List.of(event(prefix + 1, "a", 0), event(prefix + 2, "b", 0)));

    assertThat(keys.keys()).isEqualTo(2);
    assertThat(keys.busiest(2))
        .allMatch(each -> each.key().length() == ResourceKeys.MAX_KEY_LENGTH);
  }

  @Test
  void seconds_know_the_events_and_the_clients_of_a_key() {
    ResourceKeys keys =
        folded(
            List.of(
                event("a", "x", 3), event("a", "x", 3), event("a", "y", 4), event("b", "z", 3)));

    assertThat(keys.seconds().events("a", 0, 3)).isEqualTo(2);
    assertThat(keys.seconds().events("a", 0, 59)).isEqualTo(3);
    assertThat(Long.bitCount(keys.seconds().clients("a", 3, 3))).isEqualTo(1);
    assertThat(keys.seconds().keys()).containsExactlyInAnyOrder("a", "b");
  }

  @Test
  void what_came_late_counts_for_its_key_but_not_for_its_second() {
    ResourceKeys keys = new ResourceKeys();
    keys.add(Batches.of(event("a", "x", 3), false), 0);

    assertThat(keys.busiest(1)).containsExactly(new ResourceCount("a", 1));
    assertThat(keys.seconds().isEmpty()).isTrue();
  }

  private static Event event(String key, String client, int second) {
    return new Event(
        GROUP,
        Instance.of(client),
        START + second * 1_000L,
        RunPhase.START,
        Absent.MILLIS,
        new Details(Schedule.NONE, Run.NONE, Attempt.NONE, new Tags(null, key, null, null)));
  }

  private static ResourceKeys folded(List<Event> events) {
    ResourceKeys keys = new ResourceKeys();
    events.forEach(event -> keys.add(Batches.of(event, true), 0));
    return keys;
  }

  /** What is read back writes the same bytes. */
  private static byte[] bytes(ResourceKeys keys) throws IOException {
    byte[] written = written(keys);
    ResourceKeys read = new ResourceKeys();
    read.read(new DataInputStream(new ByteArrayInputStream(written)));
    assertThat(written(read)).isEqualTo(written);
    return written;
  }

  private static byte[] written(ResourceKeys keys) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    keys.write(new DataOutputStream(bytes));
    return bytes.toByteArray();
  }
}
