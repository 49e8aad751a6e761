package io.dephasing.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.dephasing.core.event.Event;
import io.dephasing.core.event.RunPhase;
import io.dephasing.simulation.DemoFleet;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class FleetPlayerTest {
  private static final long NOON = 1_772_452_800_000L;
  private static final Script SCRIPT = new Script(NOON, 180_000, 10);
  private static final long BEGIN = SCRIPT.simulatedMillis(NOON);

  private final List<Event> events = new ArrayList<>();

  @Test
  void half_an_hour_of_history_comes_at_once() {
    player().playUntil(BEGIN, events::add);
    long first = events.get(0).timeMillis();
    long last = events.get(events.size() - 1).timeMillis();
    assertThat(last - first).isBetween(29 * 60_000L, 31 * 60_000L);
    assertThat(last).isLessThanOrEqualTo(BEGIN);
  }

  @Test
  void an_event_waits_until_the_fleets_time_is_its_own_and_comes_once() {
    FleetPlayer player = player();
    for (long now = BEGIN; now <= BEGIN + 120_000; now += 500) {
      player.playUntil(now, events::add);
      assertThat(events.get(events.size() - 1).timeMillis()).isLessThanOrEqualTo(now);
    }
    List<Event> stepwise = List.copyOf(events);
    events.clear();
    player().playUntil(BEGIN + 120_000, events::add);
    assertThat(stepwise).isEqualTo(events);
    assertThat(player.published()).isEqualTo(events.size());
  }

  @Test
  void herds_wait_for_detection() {
    FleetPlayer player = player();
    player.playUntil(BEGIN + DemoFleet.PERIOD_MILLIS - 1, events::add);
    assertThat(player.story()).isEqualTo(FleetStory.QUIET);
    player.detectionIsUp();
    player.playUntil(SCRIPT.lastHerdMillis() + 1_000, events::add);
    assertThat(player.story().herdsFromMillis() % DemoFleet.PERIOD_MILLIS).isZero();
    assertThat(largestHerd(player.story().herdsFromMillis())).isGreaterThan(20);
  }

  @Test
  void the_last_herd_comes_even_where_detection_does_not() {
    FleetPlayer player = player();
    player.playUntil(SCRIPT.lastHerdMillis() + 1_000, events::add);
    long herd = SCRIPT.lastHerdMillis();
    assertThat(player.story()).isEqualTo(new FleetStory(herd, herd + DemoFleet.PERIOD_MILLIS));
    assertThat(largestHerd(herd)).isGreaterThan(20);
  }

  @Test
  void after_the_last_herd_jobs_are_dephased() {
    FleetPlayer player = player();
    player.playUntil(SCRIPT.endMillis(), events::add);
    assertThat(largestHerd(player.story().dephasedFromMillis())).isLessThan(20);
  }

  @Test
  void whoever_stops_it_waits_for_no_event() {
    FleetPlayer player = player();
    player.stop();
    player.play(events::add);
    assertThat(events).isEmpty();
  }

  private static FleetPlayer player() {
    return new FleetPlayer(new FleetPlayer.Fleet(5, 10, 1), SCRIPT, () -> NOON);
  }

  /** Starts of the largest group in the second. */
  private long largestHerd(long fromMillis) {
    return events.stream()
        .filter(e -> e.timeMillis() >= fromMillis && e.timeMillis() < fromMillis + 1_000)
        .filter(e -> e.phase() == RunPhase.START && e.group().name().equals("build-report"))
        .count();
  }
}
