package io.dephasing.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.dephasing.core.rule.RuleCatalogue;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

final class ScenarioLabelsTest {
  private static final ScenarioLabels.Firing HERDS =
      ScenarioLabels.Firing.once(ScenarioLabels.HERD, Fleets.GROUP, 100_000, 1_000).until(700_000);

  @Test
  void an_incident_begins_within_its_tolerance() {
    assertThat(HERDS.startsAt(99_000)).isTrue();
    assertThat(HERDS.startsAt(101_000)).isTrue();
    assertThat(HERDS.startsAt(101_001)).isFalse();
  }

  @Test
  void an_incident_covers_later_alerts_of_its_rule_and_group_alone() {
    assertThat(HERDS.covers(ScenarioLabels.HERD, Fleets.GROUP, 700_000)).isTrue();
    assertThat(HERDS.covers(ScenarioLabels.HERD, Fleets.GROUP, 700_001)).isFalse();
    assertThat(HERDS.covers(ScenarioLabels.HERD, Fleets.RETRIES, 400_000)).isFalse();
    assertThat(HERDS.covers(ScenarioLabels.RETRY_FLOOD, Fleets.GROUP, 400_000)).isFalse();
  }

  @Test
  void labels_speak_of_every_rule_and_each_has_a_scenario_that_fires_it() {
    Set<String> rules =
        RuleCatalogue.all().stream().map(RuleCatalogue::id).collect(Collectors.toSet());
    assertThat(ScenarioLabels.JUDGED_RULES).isEqualTo(rules);
    assertThat(
            Arrays.stream(Scenarios.values())
                .flatMap(each -> each.play(Scenarios.DEFAULT_SEED).labels().firings().stream())
                .map(ScenarioLabels.Firing::rule))
        .containsAll(rules);
  }

  @Test
  void a_rule_that_labels_do_not_speak_of_is_refused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ScenarioLabels.Firing.once("no-such-rule", Fleets.GROUP, 0, 0))
        .withMessageContaining("no-such-rule");
  }
}
