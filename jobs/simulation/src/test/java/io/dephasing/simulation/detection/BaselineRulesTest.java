package io.dephasing.simulation.detection;

import static org.assertj.core.api.Assertions.assertThat;

import io.dephasing.core.group.JobOutcome;
import io.dephasing.simulation.ScenarioLabels;
import io.dephasing.simulation.Scenarios;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The rules that compare with what was before, on scenarios that fire them and that must not. */
class BaselineRulesTest {
  private static final Set<String> RULES =
      Set.of("spread-regression", "shifted-spike", "masked-failure", "over-throttled");

  @ParameterizedTest
  @EnumSource(
      value = Scenarios.class,
      names = {"NARROWED_SPREAD", "SHIFTED_SPIKE", "MASKED_FAILURES", "LONGER_RUNS"})
  void a_scenario_of_its_own_fires_each_rule(Scenarios scenario) {
    List<JobOutcome.Resolved> found = found(scenario, Scenarios.DEFAULT_SEED);

    ScenarioLabels.Firing expected =
        scenario.play(Scenarios.DEFAULT_SEED).labels().firings().get(0);
    assertThat(found).isNotEmpty();
    assertThat(found.get(0).rule()).isEqualTo(expected.rule());
    assertThat(expected.startsAt(found.get(0).startsAtMillis())).isTrue();
    assertThat(found).allMatch(a -> expected.covers(a.rule(), a.group(), a.startsAtMillis()));
  }

  @ParameterizedTest
  @EnumSource(
      value = Scenarios.class,
      names = {"SLIGHTLY_NARROWED_SPREAD", "NUDGED_SPIKE", "CURED_FAILURES", "HARDLY_LONGER_RUNS"})
  void a_near_miss_fires_none(Scenarios scenario) {
    assertThat(found(scenario, Scenarios.DEFAULT_SEED)).isEmpty();
  }

  /** Chance is not to fire them either; {@link DetectionQualityTest} has two seeds more. */
  @ParameterizedTest
  @EnumSource(
      value = Scenarios.class,
      names = {"SLIGHTLY_NARROWED_SPREAD", "NUDGED_SPIKE", "CURED_FAILURES", "HARDLY_LONGER_RUNS"})
  void another_seed_of_a_near_miss_is_as_quiet(Scenarios scenario) {
    assertThat(found(scenario, 11)).isEmpty();
  }

  private static List<JobOutcome.Resolved> found(Scenarios scenario, long seed) {
    return Plays.resolved(scenario, seed).stream()
        .filter(alert -> RULES.contains(alert.rule()))
        .toList();
  }
}
