package io.dephasing.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.dephasing.core.event.Event;
import io.dephasing.core.event.GroupKey;
import io.dephasing.core.event.RunPhase;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class DemoFleetTest {
  private static final long START = Scene.NOON;
  private static final long HERDS = START + 30 * Scene.MINUTE;
  private static final long DEPHASED = HERDS + 10 * Scene.MINUTE;
  private static final long END = DEPHASED + 20 * Scene.MINUTE;
  private static final DemoFleet FLEET =
      new DemoFleet(new DemoFleet.Settings(10, 20, 1, HERDS, DEPHASED));

  @Test
  void events_come_in_the_order_of_their_times() {
    assertThat(events(START, END))
        .isSortedAccordingTo((a, b) -> Long.compare(a.timeMillis(), b.timeMillis()));
  }

  @ParameterizedTest(name = "cut after {0} ms")
  @ValueSource(longs = {1, 59_999, 60_000, 1_800_400, 2_000_123})
  void stretches_that_meet_give_together_what_one_over_both_gives(long cutMillis) {
    List<Event> both = events(START, START + cutMillis);
    both.addAll(events(START + cutMillis, END));
    assertThat(both).isEqualTo(events(START, END));
  }

  @Test
  void another_fleet_of_the_same_settings_does_the_same() {
    List<Event> again = new ArrayList<>();
    new DemoFleet(new DemoFleet.Settings(10, 20, 1, HERDS, DEPHASED))
        .events(START, END)
        .forEachRemaining(again::add);
    assertThat(again).isEqualTo(events(START, END));
  }

  @Test
  void the_mean_rate_is_what_was_asked_for() {
    double perSecond = events(START, HERDS).size() / ((HERDS - START) / 1e3);
    assertThat(perSecond).isCloseTo(20, within(2.0));
  }

  @Test
  void cron_jobs_herd_within_a_second_and_only_while_they_are_told_to() {
    GroupKey cron = FLEET.herdingGroups().get(0);
    long members =
        events(START, END).stream().filter(starts(cron)).map(Event::instance).distinct().count();
    assertThat(mostInASecond(cron, START, HERDS)).isLessThan(members / 10);
    assertThat(mostInASecond(cron, HERDS, DEPHASED)).isEqualTo(members);
    assertThat(mostInASecond(cron, DEPHASED, END)).isLessThan(members / 10);
  }

  @Test
  void groups_that_are_no_cron_jobs_nor_their_clients_do_not_notice() {
    for (GroupKey group : FLEET.groups()) {
      if (!FLEET.herdingGroups().contains(group) && !FLEET.retryingGroups().contains(group)) {
        assertThat(mostInASecond(group, HERDS, DEPHASED)).isLessThan(15);
      }
    }
  }

  @Test
  void a_run_that_begins_also_ends() {
    List<Event> events = events(START, END);
    for (GroupKey group : FLEET.groups()) {
      if (group.kind().hasPhases()) {
        long ends =
            events.stream()
                .filter(e -> e.group().equals(group) && e.phase() == RunPhase.END)
                .count();
        long starts = events.stream().filter(starts(group)).count();
        if (ends > 0) {
          assertThat(ends).isCloseTo(starts, within(1 + starts / 50));
        }
      }
    }
  }

  @Test
  void groups_are_told_apart_however_many_there_are() {
    DemoFleet large = new DemoFleet(new DemoFleet.Settings(1_000, 1_000, 1, HERDS, DEPHASED));
    assertThat(large.groups()).hasSize(1_000).doesNotHaveDuplicates();
  }

  @Test
  void nonsense_is_refused_with_its_name_and_value() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new DemoFleet.Settings(0, 1, 1, HERDS, DEPHASED))
        .withMessageContaining("groups 0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new DemoFleet.Settings(1, 1, 1, DEPHASED, HERDS))
        .withMessageContaining("is after");
  }

  private static List<Event> events(long fromMillis, long toMillis) {
    List<Event> events = new ArrayList<>();
    FLEET.events(fromMillis, toMillis).forEachRemaining(events::add);
    return events;
  }

  private static Predicate<Event> starts(GroupKey group) {
    return e -> e.group().equals(group) && e.phase() == RunPhase.START;
  }

  private static long mostInASecond(GroupKey group, long fromMillis, long toMillis) {
    return events(fromMillis, toMillis).stream()
        .filter(starts(group))
        .collect(Collectors.groupingBy(e -> e.timeMillis() / 1_000, Collectors.counting()))
        .values()
        .stream()
        .mapToLong(n -> n)
        .max()
        .orElse(0);
  }
}
