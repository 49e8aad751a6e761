package io.dephasing.connectors.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.dephasing.core.event.Absent;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class PartitionTimesTest {
  private static final long START = 1_700_000_000_000L;
  private static final long BOUND = 2_000;
  private static final long TIMEOUT = 3_000;
  private static final TopicPartition A = new TopicPartition("events", 0);
  private static final TopicPartition B = new TopicPartition("events", 1);

  private final ManualEventClock clock = new ManualEventClock(START);
  private final FakeEndOffsets broker = new FakeEndOffsets();
  private final PartitionTimes times =
      new PartitionTimes(new QuietRule(BOUND, TIMEOUT, clock), broker);
  private final Map<String, Long> watermarks = new HashMap<>();

  @Test
  void the_watermark_is_the_largest_time_less_the_bound() {
    times.add("a", A, 10);
    read("a", 10, START - 500);
    read("a", 11, START - 900);
    look();
    assertThat(watermarks).containsExactly(Map.entry("a", START - 500 - BOUND - 1));
  }

  @Test
  void what_is_no_event_moves_no_time_but_the_position() {
    times.add("a", A, 10);
    read("a", 10, Absent.MILLIS);
    clock.advance(TIMEOUT);
    look();
    assertThat(watermarks).isEmpty();
    assertThat(broker.asked()).containsExactly(Map.entry(A, 11L));
  }

  @Test
  void a_partition_that_was_read_to_its_end_follows_the_clock() {
    times.add("a", A, 0);
    read("a", 0, START);
    broker.end(A, 1);
    look();
    clock.advance(TIMEOUT);
    look();
    clock.advance(700); // the answer takes its time: what counts is when it was asked
    broker.answer();
    look();
    assertThat(watermarks).containsEntry("a", START - BOUND - 1);
    assertThat(broker.isAsked()).as("asked again within half of the time-out").isFalse();
    clock.advance(800);
    look();
    broker.answer();
    look();
    assertThat(watermarks).containsEntry("a", START + 1_500 - BOUND - 1);
  }

  @Test
  void a_restored_partition_without_any_record_follows_the_clock() {
    times.add("a", A, 42);
    broker.end(A, 42);
    askAndBeAnswered();
    assertThat(watermarks).containsEntry("a", START - BOUND - 1);
  }

  @Test
  void nobody_is_asked_before_the_time_out() {
    times.add("a", A, 0);
    clock.advance(TIMEOUT - 1);
    look();
    assertThat(broker.isAsked()).isFalse();
    read("a", 0, START);
    look();
    clock.advance(TIMEOUT - 1);
    look();
    assertThat(broker.isAsked()).isFalse();
  }

  @Test
  void time_stands_still_while_something_is_left_to_read() {
    times.add("a", A, 0);
    broker.end(A, 5);
    askAndBeAnswered();
    assertThat(watermarks).isEmpty();
  }

  @Test
  void records_that_move_nothing_hold_nobody_up_however_many_they_are() {
    times.add("a", A, 0);
    broker.end(A, 5);
    askAndBeAnswered();
    assertThat(watermarks).isEmpty();
    for (long offset = 0; offset < 5; offset++) {
      read("a", offset, Absent.MILLIS);
    }
    look();
    assertThat(watermarks).containsEntry("a", START - BOUND - 1);
  }

  @Test
  void a_mark_that_is_no_record_does_not_hold_time_up() {
    times.add("a", A, 0);
    broker.end(A, 5);
    askAndBeAnswered();
    read("a", 3, Absent.MILLIS);
    broker.end(A, 4);
    askAndBeAnswered();
    assertThat(watermarks).containsEntry("a", START + TIMEOUT - BOUND - 1);
  }

  @Test
  void the_brokers_time_of_a_record_moves_its_partition_be_it_an_event_or_not() {
    times.add("a", A, 0);
    Objects.requireNonNull(times.of("a")).read(0, Absent.MILLIS, START);
    look();
    assertThat(watermarks).containsEntry("a", START - TIMEOUT - BOUND - 1);
    Objects.requireNonNull(times.of("a")).read(1, START - 50_000, START + 10);
    look();
    assertThat(watermarks).containsEntry("a", START + 10 - TIMEOUT - BOUND - 1);
  }

  @Test
  void time_stands_still_while_the_broker_does_not_answer() {
    times.add("a", A, 0);
    clock.advance(TIMEOUT);
    look();
    for (int i = 0; i < 100; i++) {
      clock.advance(TIMEOUT);
      look();
    }
    assertThat(watermarks).isEmpty();
    broker.fail();
    look();
    assertThat(watermarks).isEmpty();
    assertThat(broker.isAsked()).as("asked anew").isTrue();
  }

  @Test
  void only_the_silent_partition_follows_the_clock() {
    times.add("a", A, 0);
    times.add("b", B, 0);
    read("b", 0, START);
    look();
    clock.advance(TIMEOUT);
    read("b", 1, START + 10);
    look();
    assertThat(broker.asked()).containsExactly(Map.entry(A, 0L));
    broker.answer();
    look();
    assertThat(watermarks)
        .containsEntry("a", START - BOUND - 1)
        .containsEntry("b", START + 10 - BOUND - 1);
  }

  @Test
  void a_partition_that_alignment_holds_back_is_not_silent() {
    times.add("a", A, 0);
    times.pause(List.of("a"), true);
    clock.advance(TIMEOUT);
    look();
    assertThat(broker.isAsked()).isFalse();
    times.pause(List.of("a"), false);
    look();
    assertThat(broker.isAsked()).isTrue();
  }

  @Test
  void the_watermark_never_goes_back() {
    times.add("a", A, 0);
    askAndBeAnswered();
    read("a", 0, START - 3_600_000);
    look();
    assertThat(watermarks).containsEntry("a", START - BOUND - 1);
  }

  @Test
  void a_subtask_without_partitions_is_idle_after_the_time_out() {
    assertThat(times.isIdle()).isFalse();
    clock.advance(TIMEOUT);
    assertThat(times.isIdle()).isTrue();
    times.add("a", A, 0);
    assertThat(times.isIdle()).isFalse();
  }

  @Test
  void in_a_replay_nothing_follows_a_clock_and_nobody_is_idle() {
    PartitionTimes replay =
        new PartitionTimes(new QuietRule(BOUND, TIMEOUT, StandardClock.NONE), broker);
    assertThat(replay.isIdle()).isFalse();
    replay.add("a", A, 0);
    replay.look((split, millis) -> watermarks.put(split, millis));
    assertThat(broker.isAsked()).isFalse();
    assertThat(watermarks).isEmpty();
  }

  private void read(String split, long offset, long timeMillis) {
    Objects.requireNonNull(times.of(split)).read(offset, timeMillis, Absent.MILLIS);
  }

  /** After the time-out the broker is asked, and its answer is seen at the next look. */
  private void askAndBeAnswered() {
    clock.advance(TIMEOUT);
    look();
    broker.answer();
    look();
  }

  private void look() {
    times.look((split, millis) -> watermarks.put(split, millis));
  }
}
