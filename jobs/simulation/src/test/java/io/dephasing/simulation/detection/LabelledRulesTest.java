package io.dephasing.simulation.detection;

import static org.assertj.core.api.Assertions.assertThat;

import io.dephasing.core.alert.AlertTransition;
import io.dephasing.simulation.LabelledEvents;
import io.dephasing.simulation.ScenarioLabels;
import io.dephasing.simulation.Scenarios;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Rules that the reference does not cover, held against the scenarios' labels. */
class LabelledRulesTest {
  private static final Set<String> RULES =
      Set.of(
          ScenarioLabels.STAMPEDE,
          ScenarioLabels.RETRY_ALIGNMENT,
          ScenarioLabels.CONSISTENCY_WINDOW);

  @ParameterizedTest
  @EnumSource
  void what_is_labelled_fires_once_and_nothing_else_does(Scenarios scenario) {
    assertLabelled(scenario, Scenarios.DEFAULT_SEED);
  }

  @ParameterizedTest
  @CsvSource({
    "HOT_KEY, 2",
    "HOT_KEY, 3",
    "HOT_KEY, 4",
    "DISTINCT_KEYS, 2",
    "STALLED_ROLLOUT, 2",
    "SLOW_ROLLOUT, 2",
    "CACHE_STAMPEDE, 2",
    "RETRY_STORM, 2",
    "RETRY_STORM, 3",
    "RETRY_STORM_JITTERED, 2",
    "FLASH_CROWD, 2"
  })
  void so_it_does_with_other_dice(Scenarios scenario, long seed) {
    assertLabelled(scenario, seed);
  }

  private static void assertLabelled(Scenarios scenario, long seed) {
    LabelledEvents played = scenario.play(seed);
    List<AlertTransition> alerts =
        Plays.alerts(scenario, seed).stream()
            .filter(alert -> RULES.contains(alert.identity().rule()))
            .toList();
    List<ScenarioLabels.Firing> labels =
        played.labels().firings().stream().filter(each -> RULES.contains(each.rule())).toList();

    assertThat(labels)
        .allMatch(label -> alerts.stream().anyMatch(alert -> isCovered(label, alert)));
    assertThat(alerts)
        .allMatch(alert -> labels.stream().anyMatch(label -> isCovered(label, alert)));
    assertThat(alerts.stream().map(alert -> alert.identity().alertId()).distinct())
        .hasSize(labels.size());
  }

  private static boolean isCovered(ScenarioLabels.Firing label, AlertTransition alert) {
    return label.covers(alert.identity().rule(), alert.group(), alert.lifetime().startsAtMillis());
  }
}
