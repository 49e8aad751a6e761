package io.dephasing.core.rule;

import static org.assertj.core.api.Assertions.assertThat;

import io.dephasing.core.policy.Policy;
import org.junit.jupiter.api.Test;

class RuleCatalogueTest {
  @Test
  void ids_are_for_ever_and_name_alert_and_runbook() {
    assertThat(RuleCatalogue.all())
        .extracting(RuleCatalogue::id)
        .contains("herd", "retry-flood", "remediation-storm", "peak-rate", "concurrency")
        .contains("phase-lock", "offset-ignored", "offset-too-small", "over-throttled")
        .contains("cold-start-wave", "clock-skew", "late-events", "blind-spot")
        .doesNotHaveDuplicates();
    assertThat(RuleCatalogue.RETRY_FLOOD.alertName()).isEqualTo("DephasingRetryFlood");
    assertThat(RuleCatalogue.RETRY_FLOOD.runbook()).isEqualTo("runbooks/retry-flood.md");
  }

  @Test
  void each_operator_has_rules_of_its_own() {
    for (RuleCatalogue rule : RuleCatalogue.all()) {
      assertThat(rule.create(Policy.DEFAULT)).isNotNull().isNotSameAs(rule.create(Policy.DEFAULT));
      assertThat(RuleCatalogue.ofId(rule.id())).contains(rule);
    }
    assertThat(RuleCatalogue.ofId("earthquake")).isEmpty();
  }
}
