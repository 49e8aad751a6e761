package io.dephasing.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.dephasing.core.event.Event;
import io.dephasing.core.event.RunOutcome;
import io.dephasing.core.event.RunPhase;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class FleetsTest {
  private static final long MIDNIGHT = 1_772_668_800_000L;
  private static final long HOUR = 3_600_000;
  private static final long MINUTE = 60_000;

  @Test
  void a_herd_is_over_within_a_second_and_has_each_member_once() {
    List<Event> herd = Fleets.herd(100).at(MIDNIGHT).events();
    assertThat(herd).hasSize(100);
    assertThat(instances(herd)).isEqualTo(100);
    assertThat(herd)
        .allMatch(e -> e.timeMillis() >= MIDNIGHT && e.timeMillis() < MIDNIGHT + Fleet.HERD_MILLIS);
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3})
  void the_same_seed_gives_the_same_events_and_another_gives_others(long seed) {
    Fleet fleet = Fleets.poisson(20, 1).running(5_000);
    List<Event> events = fleet.seeded(seed).over(MIDNIGHT, HOUR).events();
    assertThat(fleet.seeded(seed).over(MIDNIGHT, HOUR).events()).isEqualTo(events);
    assertThat(fleet.seeded(seed + 1).over(MIDNIGHT, HOUR).events()).isNotEqualTo(events);
  }

  @Test
  void a_poisson_stream_has_its_rate() {
    assertThat(Fleets.poisson(50, 2).over(MIDNIGHT, 2 * HOUR).size())
        .isCloseTo(14_400, within(5 * 120));
  }

  @Test
  void a_jittered_fleet_fills_its_spread_window_and_nothing_else() {
    List<Event> events = Fleets.jittered(50, 5 * MINUTE, MINUTE).over(MIDNIGHT, HOUR).events();
    assertThat(events).hasSize(12 * 50);
    assertThat(events)
        .allMatch(e -> (e.timeMillis() - MIDNIGHT) % (5 * MINUTE) < MINUTE)
        .allMatch(
            e ->
                e.timeMillis()
                    == e.details().schedule().scheduledTimeMillis()
                        + e.details().schedule().appliedOffsetMillis());
    assertThat(events.stream().filter(e -> e.timeMillis() % MINUTE < MINUTE / 2).count())
        .isCloseTo(300, within(60L));
  }

  @Test
  void a_rhythm_says_how_many_runs_fail_and_their_ends_report_it() {
    List<Event> events =
        Fleets.following(100, Rhythm.jittered(5 * MINUTE, MINUTE).failing(0.2))
            .running(5_000)
            .over(MIDNIGHT, HOUR)
            .events();
    List<RunOutcome> ends =
        events.stream()
            .filter(e -> e.phase() == RunPhase.END)
            .map(e -> e.details().run().outcome())
            .toList();
    assertThat(ends).hasSize(12 * 100).containsOnly(RunOutcome.SUCCESS, RunOutcome.FAILURE);
    assertThat(ends.stream().filter(each -> each == RunOutcome.FAILURE).count())
        .isCloseTo(240, within(60L));
    assertThat(events)
        .filteredOn(e -> e.phase() == RunPhase.START)
        .allMatch(e -> e.details().run().outcome() == null);
  }

  @Test
  void a_cycle_that_began_before_the_stretch_is_not_part_of_it() {
    List<Event> events = Fleets.herding(10, HOUR).over(MIDNIGHT + 1, 2 * HOUR).events();
    assertThat(events).hasSize(20).allMatch(e -> e.timeMillis() >= MIDNIGHT + HOUR);
  }

  @Test
  void load_follows_the_sun() {
    TimedEvents day = Fleets.diurnal(50, 0.2, 0.9).over(MIDNIGHT, 24 * HOUR);
    long night = count(day, MIDNIGHT, MIDNIGHT + 2 * HOUR);
    long noon = count(day, MIDNIGHT + 11 * HOUR, MIDNIGHT + 13 * HOUR);
    assertThat(noon).isGreaterThan(8 * night);
  }

  @Test
  void a_flash_crowd_rises_stays_and_falls() {
    FlashCrowd crowd = new FlashCrowd(1, 10, MIDNIGHT + HOUR, MINUTE, 5 * MINUTE);
    TimedEvents events = Fleets.flashCrowd(100, crowd).over(MIDNIGHT, 2 * HOUR);
    assertThat(count(events, MIDNIGHT + HOUR + MINUTE, MIDNIGHT + HOUR + 6 * MINUTE))
        .isCloseTo(3_000, within(300L));
    assertThat(count(events, MIDNIGHT, MIDNIGHT + 5 * MINUTE)).isCloseTo(300, within(90L));
  }

  @Test
  void retries_without_jitter_come_in_echoes_of_the_failure() {
    TimedEvents retries = Fleets.retrying(100, Backoff.withoutJitter(1_000, 4)).over(MIDNIGHT, 100);
    for (long echo : new long[] {1_000, 3_000, 7_000, 15_000}) {
      assertThat(count(retries, MIDNIGHT + echo, MIDNIGHT + echo + 200)).isEqualTo(100);
    }
    assertThat(retries.size()).isEqualTo(400);
  }

  @Test
  void retries_with_full_jitter_do_not() {
    TimedEvents retries =
        Fleets.retrying(100, Backoff.withFullJitter(60_000, 2)).over(MIDNIGHT, 100);
    for (long second = 0; second < 180; second++) {
      assertThat(count(retries, MIDNIGHT + second * 1_000, MIDNIGHT + second * 1_000 + 1_000))
          .isLessThan(12);
    }
  }

  @Test
  void a_run_that_begins_also_ends() {
    List<Event> events = Fleets.mended(30, 0.1, 60_000).over(MIDNIGHT, HOUR).events();
    long starts = events.stream().filter(e -> e.phase() == RunPhase.START).count();
    assertThat(starts).isPositive();
    assertThat(events).hasSize((int) (2 * starts));
    assertThat(events.stream().filter(e -> e.phase() == RunPhase.END))
        .allMatch(e -> e.details().run().durationMillis() >= 30_000)
        .allMatch(e -> e.details().run().durationMillis() <= 90_000);
  }

  @Test
  void a_wrong_clock_is_wrong_by_the_same_whenever_its_owner_acts() {
    List<TimedEvents.Delivery> deliveries =
        Fleets.poisson(10, 1).withClocksWithin(500).over(MIDNIGHT, HOUR).deliveries();
    var skews =
        deliveries.stream()
            .collect(
                Collectors.groupingBy(
                    d -> d.event().instance(),
                    Collectors.mapping(
                        d -> d.event().timeMillis() - d.deliveredAtMillis(), Collectors.toSet())));
    assertThat(skews).hasSize(10);
    assertThat(skews.values()).allMatch(s -> s.size() == 1).anyMatch(s -> !s.contains(0L));
  }

  @Test
  void delays_disorder_a_stream_within_their_bound_and_lose_nothing() {
    TimedEvents events = Fleets.poisson(10, 5).over(MIDNIGHT, HOUR);
    TimedEvents delayed = events.delayedUpTo(1_500, 7);
    assertThat(events.disorderMillis()).isZero();
    assertThat(delayed.disorderMillis()).isBetween(1_000L, 1_500L);
    assertThat(delayed.events()).containsExactlyInAnyOrderElementsOf(events.events());
  }

  @Test
  void a_repetition_has_the_id_of_what_it_repeats() {
    TimedEvents events = Fleets.poisson(10, 1).over(MIDNIGHT, HOUR).identified();
    TimedEvents repeated = events.repeated(0.1, 5_000, 3);
    assertThat(ids(events)).isEqualTo(events.size());
    assertThat(ids(repeated)).isEqualTo(events.size());
    assertThat(repeated.size() - events.size()).isCloseTo(events.size() / 10, within(80));
  }

  private static long ids(TimedEvents events) {
    return events.events().stream().map(e -> e.details().tags().eventId()).distinct().count();
  }

  private static long instances(List<Event> events) {
    return events.stream().map(Event::instance).distinct().count();
  }

  private static long count(TimedEvents events, long fromMillis, long toMillis) {
    return events.events().stream()
        .filter(e -> e.timeMillis() >= fromMillis && e.timeMillis() < toMillis)
        .count();
  }
}
