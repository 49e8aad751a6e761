package io.dephasing.core.alert;

import static org.assertj.core.api.Assertions.assertThat;

import io.dephasing.core.event.Absent;
import io.dephasing.core.policy.AlertSeverity;
import io.dephasing.core.policy.Expectation;
import io.dephasing.core.rule.AlertEvidence;
import io.dephasing.core.rule.Firing;
import io.dephasing.core.rule.Lasting;
import io.dephasing.core.rule.Rule;
import io.dephasing.core.rule.RuleCatalogue;
import io.dephasing.core.rule.RuleContext;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AlertsTest extends AlertsFixture {
  @Test
  void the_first_firing_position_is_published_at_once() {
    fire(START, AlertSeverity.TICKET);

    assertThat(published).hasSize(1);
    AlertTransition firing = published.get(0);
    assertThat(firing.status()).isEqualTo(Status.FIRING);
    assertThat(firing.lifetime().startsAtMillis()).isEqualTo((START - 1) * 1000);
    assertThat(firing.lifetime().endsAtMillis()).isEqualTo(Absent.MILLIS);
    assertThat(firing.finding().labels()).containsEntry("severity", "ticket");
  }

  @Test
  void firing_again_within_the_hold_is_the_same_alert() {
    fire(START, AlertSeverity.TICKET);
    fire(START + HOLD, AlertSeverity.TICKET);
    resolve(START + 2 * HOLD + LATENESS);

    assertThat(published)
        .extracting(AlertTransition::status)
        .containsExactly(Status.FIRING, Status.RESOLVED);
    assertThat(published.get(1).identity()).isEqualTo(published.get(0).identity());
    assertThat(published.get(1).lifetime().endsAtMillis()).isEqualTo((START + HOLD + 1) * 1000);
  }

  @Test
  void it_resolves_when_the_hold_and_the_lateness_are_over_and_not_before() {
    fire(START, AlertSeverity.TICKET);
    long due = (START + HOLD + LATENESS) * 1000;

    assertThat(alerts.nextMillis(rules, context)).isEqualTo(due);
    alerts.resolve(rules, context, due - 1, published::add);
    assertThat(published).hasSize(1);
    alerts.resolve(rules, context, due, published::add);
    assertThat(published).hasSize(2);
    assertThat(published.get(1).lifetime().decidedAtMillis()).isEqualTo(due);
    assertThat(alerts.isAnyFiring()).isFalse();
    assertThat(alerts.nextMillis(rules, context)).isEqualTo(Long.MAX_VALUE);
  }

  @Test
  void enough_of_the_evidence_keeps_it_but_moves_no_end() {
    fire(START, AlertSeverity.TICKET);
    alerts.keepActive(HERD, rule, START + 100, context);

    assertThat(alerts.nextMillis(rules, context)).isEqualTo((START + 100 + HOLD + LATENESS) * 1000);
    resolve(START + 100 + HOLD + LATENESS);
    assertThat(published.get(1).lifetime().endsAtMillis()).isEqualTo((START + 1) * 1000);
  }

  @Test
  void beyond_the_hold_a_position_waits_and_is_a_new_alert() {
    fire(START, AlertSeverity.TICKET);
    fire(START + HOLD + 1, AlertSeverity.TICKET);
    assertThat(published).hasSize(1);
    resolve(START + HOLD + LATENESS);

    assertThat(published)
        .extracting(AlertTransition::status)
        .containsExactly(Status.FIRING, Status.RESOLVED, Status.FIRING);
    String fingerprint = published.get(0).identity().fingerprint();
    assertThat(published.get(2).identity().fingerprint()).isEqualTo(fingerprint);
    assertThat(published.get(2).identity().alertId())
        .isEqualTo(Fingerprint.alertIdAfter(fingerprint, START + 1))
        .isNotEqualTo(published.get(0).identity().alertId());
  }

  @Test
  void what_waits_joins_where_the_alert_turns_out_to_have_lasted() {
    fire(START, AlertSeverity.TICKET);
    fire(START + HOLD + 1, AlertSeverity.TICKET);
    alerts.keepActive(HERD, rule, START + 1, context);
    resolve(START + 2 * HOLD + 1 + LATENESS);

    assertThat(published).hasSize(2);
    assertThat(published.get(1).lifetime().endsAtMillis()).isEqualTo((START + HOLD + 2) * 1000);
  }

  @Test
  void an_earlier_position_found_later_is_the_start_and_the_id_stays() {
    fire(START, AlertSeverity.TICKET);
    fire(START - 30, AlertSeverity.TICKET);
    resolve(START + HOLD + LATENESS);

    assertThat(published.get(1).lifetime().startsAtMillis()).isEqualTo((START - 31) * 1000);
    assertThat(published.get(1).identity()).isEqualTo(published.get(0).identity());
  }

  @Test
  void a_severity_that_rises_is_published_once_more_and_one_that_falls_is_not() {
    fire(START, AlertSeverity.TICKET);
    fire(START + 1, AlertSeverity.PAGE);
    fire(START + 2, AlertSeverity.TICKET);

    assertThat(published)
        .extracting(AlertTransition::severity)
        .containsExactly(AlertSeverity.TICKET, AlertSeverity.PAGE);
    assertThat(published.get(1).identity()).isEqualTo(published.get(0).identity());
    assertThat(published.get(1).status()).isEqualTo(Status.FIRING);
  }

  @Test
  void the_end_of_a_state_is_when_it_is_no_longer_so() {
    rule.lasting = Lasting.STATE;
    fire(START, AlertSeverity.TICKET);
    alerts.keepActive(HERD, rule, START + 100, context);
    resolve(START + 100 + HOLD + LATENESS);

    assertThat(published.get(1).lifetime().endsAtMillis()).isEqualTo((START + 101) * 1000);
  }

  @Test
  void what_has_doubled_is_told_once_more_a_minute_later_with_what_it_is_now() {
    fire(START, 10);
    fire(START + 1, 15);
    fire(START + 2, 20);
    fire(START + 3, 30);
    assertThat(published).hasSize(1);
    assertThat(alerts.nextMillis(rules, context)).isEqualTo(decided(START) + 60_000);

    alerts.resolve(rules, context, decided(START) + 60_000, published::add);

    assertThat(published)
        .extracting(AlertTransition::status)
        .containsExactly(Status.FIRING, Status.FIRING);
    AlertTransition grown = published.get(1);
    assertThat(grown.identity()).isEqualTo(identity(0));
    assertThat(grown.retelling().revision()).isEqualTo(1);
    assertThat(grown.lifetime().decidedAtMillis()).isEqualTo(decided(START) + 60_000);
    assertThat(grown.finding().wording().summary()).isEqualTo("30 now");
    fire(START + 61, 59);
    alerts.resolve(rules, context, decided(START) + 120_000, published::add);
    assertThat(published).hasSize(2);
  }

  @Test
  void in_the_end_the_whole_is_told() {
    fire(START, 10);
    fire(START + 90, 18);
    fire(START + 170, 12);
    resolve(START + 170 + HOLD + LATENESS);

    AlertTransition over = published.get(1);
    assertThat(over.status()).isEqualTo(Status.RESOLVED);
    assertThat(over.finding().wording().summary()).isEqualTo("18 then");
    assertThat(over.finding().wording().description())
        .contains("The alert lasted 2 min 52 s, from", ", and was largest at 2026-03-05T08:41:29Z");
    assertThat(over.lifetime().startsAtMillis()).isEqualTo((START - 1) * 1000);
  }

  @Test
  void how_often_it_came_does_not_depend_on_what_was_seen_first() {
    context = context(new Expectation(Double.NaN, 600, 0));
    fire(START, 10);
    fire(START + 1_800, 10);
    fire(START + 600, 10);
    fire(START + 1_200, 10);
    fire(START + 1_201, 10);
    restore();
    resolve(START + 1_800 + 1_200 + LATENESS);

    assertThat(published.get(1).finding().wording().description()).contains("4 times");
  }

  @Test
  void two_cadences_hold_what_comes_back_and_two_hours_at_most() {
    context = context(new Expectation(Double.NaN, 1_800, 0));
    fire(START, AlertSeverity.TICKET);
    assertThat(alerts.nextMillis(rules, context)).isEqualTo((START + 3_600 + LATENESS) * 1000);

    context = context(new Expectation(Double.NaN, 86_400, 0));
    assertThat(alerts.nextMillis(rules, context)).isEqualTo((START + 7_200 + LATENESS) * 1000);

    rule.lasting = Lasting.ONCE;
    assertThat(alerts.nextMillis(rules, context)).isEqualTo((START + HOLD + LATENESS) * 1000);
  }

  @Test
  void it_is_told_once_more_when_an_alert_begins_that_tells_more() {
    context =
        new RuleContext(
            context.group(),
            context.history(),
            context.policy(),
            context.progress(),
            alerts,
            context.annotations());
    Map<RuleCatalogue, Rule> both = Map.of(HERD, rule, RuleCatalogue.STAMPEDE, rule);
    fire(START, AlertSeverity.TICKET);
    AlertEvidence evidence = new AlertEvidence(List.of(), List.of(), List.of());
    Firing stampede =
        new Firing(START, 2, START, 10, AlertSeverity.TICKET, evidence, decided(START + 8));
    alerts.fire(RuleCatalogue.STAMPEDE, rule, stampede, context, published::add);
    long again = decided(START) + 60_000;

    assertThat(published.get(0).retelling().inhibitedBy()).isNull();
    assertThat(alerts.nextMillis(both, context)).isEqualTo(again);
    alerts.resolve(both, context, again - 1, published::add);
    assertThat(published).hasSize(2);
    alerts.resolve(both, context, again, published::add);
    alerts.resolve(both, context, again + 60_000, published::add);
    assertThat(published).hasSize(3);
    assertThat(published.get(2).identity()).isEqualTo(identity(0));
    assertThat(published.get(2).status()).isEqualTo(Status.FIRING);
    assertThat(published.get(2).retelling())
        .isEqualTo(new AlertTransition.Retelling(1, identity(1).alertId()));
    assertThat(published.get(2).lifetime().decidedAtMillis()).isEqualTo(again);
  }
}
