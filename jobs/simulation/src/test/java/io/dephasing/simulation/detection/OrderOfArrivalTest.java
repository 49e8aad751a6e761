package io.dephasing.simulation.detection;

import static org.assertj.core.api.Assertions.assertThat;

import io.dephasing.core.event.Event;
import io.dephasing.core.event.RunPhase;
import io.dephasing.core.group.JobOutcome;
import io.dephasing.core.group.JobOutcomes;
import io.dephasing.core.group.Reading;
import io.dephasing.core.group.Reading.By;
import io.dephasing.core.rule.Progress.Lateness;
import io.dephasing.core.sli.Measure;
import io.dephasing.simulation.LabelledEvents;
import io.dephasing.simulation.Scenarios;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What is published is a function of what the partitions contain (METHOD 9.8). */
class OrderOfArrivalTest {
  private static final long MINUTE_MILLIS = 60_000;
  private static final long BASE_SEED = Long.getLong("order.seed", 1);
  private static final int ORDERS = Integer.getInteger("order.count", 1);
  private static final Lateness WIDE_BOUND = new Lateness(5_000, 60_000);
  private static final Lateness LONG = new Lateness(2_000, Lateness.MOST_ALLOWED_MILLIS);

  /** Eight days of the same events as its twin, which is played, but for one number in its last. */
  private static final Scenarios LONG_TWIN = Scenarios.SLIGHTLY_NARROWED_SPREAD;

  /**
   * With more than two minutes of lateness a window may be described before what follows it has
   * settled (docs/explanation/limits.md): then its alerts and events are the same, and a measure
   * that looks across its edges need not be.
   */
  private static void assertSame(Reading reading, JobOutcome actual, JobOutcome expected) {
    if (reading.lateness().equals(LONG)) {
      JobOutcomes.assertSameAlertsAndEvents(actual, expected);
    } else {
      JobOutcomes.assertSame(actual, expected);
    }
  }

  static Stream<Arguments> readings() {
    List<Arguments> all = new ArrayList<>();
    for (Scenarios scenario : EnumSet.complementOf(EnumSet.of(LONG_TWIN))) {
      for (int order = 0; order < ORDERS; order++) {
        // Another way to read for each scenario: together they have all of them.
        long seed = BASE_SEED + order + scenario.ordinal();
        By by = seed % 2 == 0 ? By.GROUP : By.INSTANCE;
        Lateness lateness = List.of(WIDE_BOUND, Lateness.DEFAULT, LONG).get((int) (seed % 3));
        long apartMillis = (seed % 5 + 1) * MINUTE_MILLIS;
        int partitions = 2 + (int) (seed % 4);
        all.add(
            Arguments.of(scenario, new Reading(partitions, by, seed, apartMillis, true, lateness)));
      }
    }
    return all.stream();
  }

  /** An eighth of them, another for each seed: with a clock each second is looked at. */
  static Stream<Arguments> liveReadings() {
    return readings().filter(each -> (((Scenarios) each.get()[0]).ordinal() - BASE_SEED) % 8 == 0);
  }

  @ParameterizedTest(name = "{0}: {1}")
  @MethodSource("readings")
  void partitions_read_in_any_order_tell_what_one_partition_tells(
      Scenarios scenario, Reading reading) {
    LabelledEvents played = scenario.play(Scenarios.DEFAULT_SEED);
    Reading plain = new Reading(1, By.GROUP, 0, 0, false, reading.lateness());

    assertSame(reading, Detection.of(played, reading), Detection.of(played, plain));
  }

  @ParameterizedTest(name = "{0}: {1}")
  @MethodSource("readings")
  void the_order_of_reading_changes_nothing_where_clocks_are_fast_and_events_late(
      Scenarios scenario, Reading reading) {
    LabelledEvents played = scenario.play(Scenarios.DEFAULT_SEED);
    List<Event> events = Disturbance.of(played.events(), reading.seed());
    Reading inStep =
        new Reading(
            reading.partitions(), reading.by(), reading.seed() + 100, 0, false, reading.lateness());

    JobOutcome together = Detection.of(events, played.setting(), inStep);
    assertThat(together.slis()).anyMatch(sli -> sli.revision() == 1);
    assertSame(reading, Detection.of(events, played.setting(), reading), together);
  }

  @ParameterizedTest(name = "{0}: {1}")
  @MethodSource("liveReadings")
  void what_is_read_live_tells_what_is_read_later(Scenarios scenario, Reading reading) {
    LabelledEvents played = scenario.play(Scenarios.DEFAULT_SEED);
    List<Event> events = Disturbance.of(played.events(), reading.seed());

    assertSame(
        reading,
        Detection.of(events, played.setting(), reading.live()),
        Detection.of(events, played.setting(), reading));
  }

  @ParameterizedTest(name = "{0}: {1}")
  @MethodSource("liveReadings")
  void what_is_sent_in_batches_is_counted_in_full(Scenarios scenario, Reading reading) {
    LabelledEvents played = scenario.play(Scenarios.DEFAULT_SEED);
    List<Event> events = Disturbance.inBatches(played.events(), reading.seed());

    JobOutcome live = Detection.of(events, played.setting(), reading.live());
    assertSame(reading, live, Detection.of(events, played.setting(), reading));
    long counted =
        live.finalSlis().values().stream()
            .filter(sli -> !sli.group().isRollUp())
            .mapToLong(sli -> Math.round(sli.measures().value(Measure.EVENTS)))
            .sum();
    assertThat(counted)
        .isEqualTo(events.stream().filter(event -> event.phase() != RunPhase.END).count());
  }
}
