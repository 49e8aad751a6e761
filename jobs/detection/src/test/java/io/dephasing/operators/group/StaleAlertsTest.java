package io.dephasing.operators.group;

import static org.assertj.core.api.Assertions.assertThat;

import io.dephasing.core.alert.AlertTransition;
import io.dephasing.core.alert.AlertTransition.Finding;
import io.dephasing.core.alert.AlertTransition.Identity;
import io.dephasing.core.alert.AlertTransition.Retelling;
import io.dephasing.core.alert.Lifetime;
import io.dephasing.core.alert.Status;
import io.dephasing.core.alert.Wording;
import io.dephasing.core.event.Absent;
import io.dephasing.core.event.EventKind;
import io.dephasing.core.event.GroupKey;
import io.dephasing.core.policy.AlertSeverity;
import io.dephasing.core.rule.AlertEvidence;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StaleAlertsTest {
  private static final long STALE_AFTER = 300_000;
  private static final long BEGAN = 1_772_700_000_000L;

  private final Remembered<String, Boolean> state = new Remembered<>();
  private final StaleAlerts stale = new StaleAlerts(state, STALE_AFTER);

  @Test
  void an_alert_is_stale_beyond_the_limit_and_not_at_it() {
    assertThat(isStale(stale.mark(firing("a"), BEGAN + STALE_AFTER))).isFalse();
    assertThat(isStale(stale.mark(firing("b"), BEGAN + STALE_AFTER + 1))).isTrue();
  }

  @Test
  void an_alert_that_was_prompt_may_rise_to_a_page_however_long_it_has_grown() {
    stale.mark(firing("a"), BEGAN + 1_000);

    assertThat(stale.mark(firing("a"), BEGAN + 10 * STALE_AFTER).severity())
        .isEqualTo(AlertSeverity.PAGE);
  }

  @Test
  void an_alert_that_was_stale_stays_so_when_the_job_has_caught_up() {
    stale.mark(firing("a"), BEGAN + 10 * STALE_AFTER);

    assertThat(isStale(stale.mark(firing("a"), BEGAN + 1_000))).isTrue();
    assertThat(isStale(stale.mark(resolved("a"), BEGAN + 1_000))).isTrue();
  }

  @Test
  void one_alert_says_nothing_of_another() {
    stale.mark(firing("a"), BEGAN + 10 * STALE_AFTER);

    assertThat(isStale(stale.mark(firing("b"), BEGAN))).isFalse();
  }

  @Test
  void nothing_is_remembered_of_an_alert_that_has_resolved() {
    stale.mark(firing("a"), BEGAN + 10 * STALE_AFTER);
    stale.mark(firing("b"), BEGAN);
    stale.mark(resolved("a"), BEGAN);
    stale.mark(resolved("b"), BEGAN);

    assertThat(state.isEmpty()).isTrue();
  }

  @Test
  void nothing_is_stale_or_remembered_where_time_is_past() {
    StaleAlerts never = new StaleAlerts(state, 0);

    assertThat(isStale(never.mark(firing("a"), BEGAN + 10 * STALE_AFTER))).isFalse();
    assertThat(state.isEmpty()).isTrue();
  }

  private static boolean isStale(AlertTransition transition) {
    return transition.finding().labels().containsKey("stale");
  }

  private static AlertTransition firing(String id) {
    return transition(id, Status.FIRING);
  }

  private static AlertTransition resolved(String id) {
    return transition(id, Status.RESOLVED);
  }

  private static AlertTransition transition(String id, Status status) {
    return new AlertTransition(
        new Identity(id, "fingerprint", "herd"),
        status,
        AlertSeverity.PAGE,
        new GroupKey(EventKind.JOB_START, "shop", "sync", null),
        new Lifetime(BEGAN, Absent.MILLIS, BEGAN),
        new Finding(
            new Wording("summary", "description", "runbook"),
            new AlertEvidence(List.of(), List.of(), List.of()),
            Map.of("severity", "page"),
            null),
        "default",
        Retelling.FIRST);
  }
}
