package io.dephasing.simulation.detection;

import static org.assertj.core.api.Assertions.assertThat;

import io.dephasing.core.alert.AlertTransition;
import io.dephasing.core.alert.Status;
import io.dephasing.core.group.JobOutcome;
import io.dephasing.core.group.PureJob;
import io.dephasing.core.group.Reading;
import io.dephasing.core.policy.Policy;
import io.dephasing.core.recommendation.Assignment;
import io.dephasing.core.recommendation.SpreadRecommendation;
import io.dephasing.simulation.Scenarios;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RecommendationsOfAGroupTest {
  @Test
  void an_alert_about_a_herd_comes_with_its_cure() {
    JobOutcome outcome = run(Policy.DEFAULT, Reading.AS_DELIVERED);

    List<AlertTransition> herds =
        outcome.alerts().stream()
            .filter(alert -> alert.identity().rule().equals("herd"))
            .filter(alert -> alert.status() == Status.FIRING)
            .toList();
    assertThat(herds).isNotEmpty();
    assertThat(outcome.recommendations())
        .extracting(SpreadRecommendation::alertId)
        .containsExactlyElementsOf(
            herds.stream().map(alert -> alert.identity().alertId()).toList());
    SpreadRecommendation first = outcome.recommendations().get(0);
    assertThat(herds.get(0).finding().wording().description())
        .endsWith(first.plan().sentence() + ".");
    assertThat(first.plan().expectedPeak95PerSecond())
        .isLessThanOrEqualTo((double) first.plan().spread().targetPerSecond())
        .isLessThan(first.measuredPeakPerSecond());
  }

  /** Uniform offsets an hour ago are no jitter in force: these starts have none. */
  @Test
  void who_has_lost_his_offsets_is_told_to_spread() {
    JobOutcome outcome =
        Detection.of(Scenarios.MIDNIGHT_CRON.play(Scenarios.DEFAULT_SEED), Reading.AS_DELIVERED);

    assertThat(outcome.recommendations())
        .isNotEmpty()
        .allSatisfy(
            each -> {
              assertThat(each.plan().spread().assignment()).isEqualTo(Assignment.HASH);
              assertThat(each.plan().reason()).isEmpty();
            });
  }

  @Test
  void the_policys_limit_on_starts_is_aimed_at() {
    Policy policy = policy(Map.of("rate_peak_per_second", 2.0));

    assertThat(run(policy, Reading.AS_DELIVERED).recommendations())
        .isNotEmpty()
        .allSatisfy(each -> assertThat(each.plan().spread().targetPerSecond()).isEqualTo(2))
        .allSatisfy(each -> assertThat(each.policyVersion()).isEqualTo("v7"));
  }

  @Test
  void a_limit_that_no_spread_can_keep_is_answered_by_nothing() {
    JobOutcome outcome = run(policy(Map.of("rate_peak_per_second", 0.5)), Reading.AS_DELIVERED);

    assertThat(outcome.alerts()).isNotEmpty();
    assertThat(outcome.recommendations()).isEmpty();
  }

  @Test
  void jobs_are_not_told_to_draw_anew_each_time() {
    assertThat(run(Policy.DEFAULT, Reading.AS_DELIVERED).recommendations())
        .extracting(each -> each.plan().spread().assignment())
        .doesNotContain(Assignment.RANDOM);
  }

  private static Policy policy(Map<String, Double> limits) {
    return new Policy(
        "v7",
        limits,
        Policy.DEFAULT.severity(),
        Policy.DEFAULT.expectation(),
        Policy.DEFAULT.objective(),
        Policy.DEFAULT.falseAlarmsPer30Days(),
        false);
  }

  private static JobOutcome run(Policy policy, Reading reading) {
    return PureJob.run(
        Scenarios.MIDNIGHT_CRON.play(Scenarios.DEFAULT_SEED).events().events(), policy, reading);
  }
}
