package io.dephasing.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.dephasing.core.event.Event;
import io.dephasing.core.event.GroupKey;
import io.dephasing.core.event.RunPhase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class ScenariosTest {
  private static final long BOUND_MILLIS = 2_000;

  /** What these are about is that events come late. */
  private static final Set<Scenarios> IN_BATCHES =
      Set.of(Scenarios.LATE_BATCHES, Scenarios.MINUTE_BATCHES);

  @Test
  void ids_are_found_and_listed() {
    assertThat(Scenarios.ofId("midnight-cron")).contains(Scenarios.MIDNIGHT_CRON);
    assertThat(Scenarios.ofId("midnight")).isEmpty();
    assertThat(Scenarios.ids()).startsWith("midnight-cron, cache-stampede, ");
  }

  @ParameterizedTest
  @EnumSource
  void an_id_is_its_constant_in_kebab_case(Scenarios scenario) {
    assertThat(scenario.id().replace('-', '_').toUpperCase(Locale.ROOT)).isEqualTo(scenario.name());
  }

  @ParameterizedTest
  @EnumSource
  void the_same_seed_plays_the_same_events_and_another_plays_others(Scenarios scenario) {
    List<Event> events = scenario.play(1).events().events();
    assertThat(scenario.play(1).events().events()).isEqualTo(events);
    assertThat(scenario.play(2).events().events()).isNotEqualTo(events);
  }

  @ParameterizedTest
  @EnumSource
  void delivery_is_out_of_order_but_within_the_bound(Scenarios scenario) {
    long most = IN_BATCHES.contains(scenario) ? Long.MAX_VALUE : BOUND_MILLIS;
    assertThat(scenario.play(3).events().disorderMillis()).isBetween(1_000L, most);
  }

  @ParameterizedTest
  @EnumSource
  void a_scenario_is_small_enough_for_tests_and_has_neighbours(Scenarios scenario) {
    TimedEvents events = scenario.play(1).events();
    assertThat(events.size()).isBetween(800, 100_000);
    assertThat(events.groups()).hasSizeGreaterThanOrEqualTo(5);
  }

  @ParameterizedTest
  @EnumSource
  void labels_name_groups_of_the_stream_at_times_of_the_stream(Scenarios scenario) {
    LabelledEvents played = scenario.play(1);
    Set<GroupKey> known = new HashSet<>();
    for (GroupKey group : played.events().groups()) {
      known.add(group);
      known.add(group.serviceRollUp());
      known.add(group.kindRollUp());
    }
    for (ScenarioLabels.Firing firing : played.labels().firings()) {
      assertThat(known).contains(firing.group());
      assertThat(
              played.events().events().stream()
                  .anyMatch(
                      e ->
                          Math.abs(e.timeMillis() - firing.instantMillis())
                              <= firing.toleranceMillis()))
          .isTrue();
    }
    Set<GroupKey> silent = played.labels().silent(played.events().groups());
    assertThat(silent).isNotEmpty();
    assertThat(played.labels().firings()).noneMatch(firing -> silent.contains(firing.group()));
  }

  /** Half of all members within two seconds, after half an hour of history. */
  @ParameterizedTest
  @EnumSource
  void a_labelled_herd_is_a_herd_and_comes_when_detection_is_warm(Scenarios scenario) {
    LabelledEvents played = scenario.play(1);
    for (ScenarioLabels.Firing firing : played.labels().firings()) {
      if (firing.rule().equals(ScenarioLabels.HERD)) {
        List<Event> events = played.events().eventsOf(firing.group());
        List<Event> starts = events.stream().filter(e -> e.phase() == RunPhase.START).toList();
        Set<Object> members = new HashSet<>();
        Set<Object> herd = new HashSet<>();
        for (Event event : starts) {
          members.add(event.instance());
          if (Math.abs(event.timeMillis() - firing.instantMillis() - 500) <= 1_000) {
            herd.add(event.instance());
          }
        }
        assertThat(herd).hasSizeGreaterThan(members.size() / 2);
        assertThat(firing.instantMillis() - starts.get(0).timeMillis())
            .isGreaterThan(30 * Scene.MINUTE - Scene.MINUTE);
      }
    }
  }

  /** {@code -Dscenarios.directory=DIR -Dscenarios.seed=N} writes them for other programs. */
  @ParameterizedTest
  @EnumSource
  void scenarios_are_written_where_the_command_line_asks(
      Scenarios scenario, @TempDir Path elsewhere) throws IOException {
    Path directory =
        Files.createDirectories(
            Path.of(System.getProperty("scenarios.directory", elsewhere.toString())));
    long seed = Long.getLong("scenarios.seed", Scenarios.DEFAULT_SEED);
    LabelledEvents played = scenario.play(seed);
    ScenarioLines.write(directory.resolve(scenario.id() + ".jsonl"), played.events().events());
    Files.write(
        directory.resolve(scenario.id() + ".labels"),
        played.labels().firings().stream().map(ScenarioLabels.Firing::toString).toList());
    try (Stream<String> lines = Files.lines(directory.resolve(scenario.id() + ".jsonl"))) {
      assertThat(lines).hasSize(played.events().size());
    }
  }
}
