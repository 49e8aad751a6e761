package io.dephasing.core.alert;

import static org.assertj.core.api.Assertions.assertThat;

import io.dephasing.core.annotation.AnnotationKind;
import io.dephasing.core.annotation.Notes;
import io.dephasing.core.policy.AlertSeverity;
import org.junit.jupiter.api.Test;

class AnnotatedTransitionsTest extends AlertsFixture {
  @Test
  void an_alert_that_begins_in_maintenance_is_suppressed_and_resolved_as_usual() {
    know(Notes.maintenance("shop", (START - 1) * 1000, START * 1000));
    fire(START, AlertSeverity.TICKET);
    fire(START + 1, AlertSeverity.PAGE);
    resolve(START + 2 * HOLD + LATENESS);

    assertThat(published)
        .extracting(AlertTransition::status)
        .containsExactly(Status.SUPPRESSED, Status.SUPPRESSED, Status.RESOLVED);
    assertThat(published).extracting(AlertTransition::identity).containsOnly(identity(0));
  }

  @Test
  void an_alert_that_begins_before_or_after_maintenance_fires() {
    know(
        Notes.maintenance("shop", (START - 60) * 1000, (START - 1) * 1000),
        Notes.maintenance("shop", START * 1000, (START + 60) * 1000),
        Notes.maintenance("bank", (START - 60) * 1000, (START + 60) * 1000));
    fire(START, AlertSeverity.TICKET);

    assertThat(published).extracting(AlertTransition::status).containsExactly(Status.FIRING);
  }

  @Test
  void an_alert_that_begins_in_a_rollout_names_it() {
    know(Notes.instant(AnnotationKind.ROLLOUT_START, "shop", (START - 60) * 1000, "v2"));
    fire(START, AlertSeverity.TICKET);
    resolve(START + HOLD + LATENESS);

    assertThat(published).extracting(each -> each.finding().rollout()).containsExactly("v2", "v2");
  }

  @Test
  void what_is_told_after_an_alert_began_is_in_its_next_transition() {
    fire(START, AlertSeverity.TICKET);
    know(
        Notes.instant(AnnotationKind.ROLLOUT_START, "shop", (START - 60) * 1000, "v2"),
        Notes.maintenance("shop", (START - 60) * 1000, START * 1000));
    fire(START + 1, AlertSeverity.PAGE);

    assertThat(published)
        .extracting(AlertTransition::status)
        .containsExactly(Status.FIRING, Status.SUPPRESSED);
    assertThat(published).extracting(each -> each.finding().rollout()).containsExactly(null, "v2");
  }
}
