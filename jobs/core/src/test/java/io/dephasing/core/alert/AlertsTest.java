package io.dephasing.core.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dephasing.core.annotation.Annotation;
import io.dephasing.core.annotation.AnnotationType;
import io.dephasing.core.annotation.Annotations;
import io.dephasing.core.annotation.Notes;
import io.dephasing.core.event.Absent;
import io.dephasing.core.event.EventKind;
import io.dephasing.core.event.GroupKey;
import io.dephasing.core.history.GroupHistory;
import io.dephasing.core.policy.Expectation;
import io.dephasing.core.policy.Policy;
import io.dephasing.core.policy.Severity;
import io.dephasing.core.rule.Evidence;
import io.dephasing.core.rule.Firing;
import io.dephasing.core.rule.Flow;
import io.dephasing.core.rule.InFlightRule;
import io.dephasing.core.rule.Position;
import io.dephasing.core.rule.Progress;
import io.dephasing.core.rule.RuleCatalogue;
import io.dephasing.core.rule.Verdict;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class AlertsTest {
  private static final GroupKey GROUP = new GroupKey(EventKind.JOB_START, "shop", "sync", null);
  private static final RuleCatalogue HERD = RuleCatalogue.HERD;
  private static final long START = 1_772_700_000;
  private static final int HOLD = 180;
  private static final int LATENESS = 60;

  private final List<AlertTransition> published = new ArrayList<>();
  private Alerts alerts = new Alerts();
  private Flow flow = flow(Expectation.NONE);

  @Test
  void the_first_firing_position_is_published_at_once() {
    fire(START, Severity.TICKET);

    assertThat(published).hasSize(1);
    AlertTransition firing = published.get(0);
    assertThat(firing.status()).isEqualTo(Status.FIRING);
    assertThat(firing.lifetime().startsAtMillis()).isEqualTo((START - 1) * 1000);
    assertThat(firing.lifetime().endsAtMillis()).isEqualTo(Absent.MILLIS);
    assertThat(firing.finding().labels()).containsEntry("severity", "ticket");
  }

  @Test
  void firing_again_within_the_hold_is_the_same_alert() {
    fire(START, Severity.TICKET);
    fire(START + HOLD, Severity.TICKET);
    resolve(START + 2 * HOLD + LATENESS);

    assertThat(published)
        .extracting(AlertTransition::status)
        .containsExactly(Status.FIRING, Status.RESOLVED);
    assertThat(published.get(1).identity()).isEqualTo(published.get(0).identity());
    assertThat(published.get(1).lifetime().endsAtMillis()).isEqualTo((START + HOLD + 1) * 1000);
  }

  @Test
  void it_resolves_when_the_hold_and_the_lateness_are_over_and_not_before() {
    fire(START, Severity.TICKET);
    long due = (START + HOLD + LATENESS) * 1000;

    assertThat(alerts.nextResolveMillis(flow)).isEqualTo(due);
    alerts.resolve(Map.of(HERD, new Still()), flow, due - 1, published::add);
    assertThat(published).hasSize(1);
    alerts.resolve(Map.of(HERD, new Still()), flow, due, published::add);
    assertThat(published).hasSize(2);
    assertThat(published.get(1).lifetime().decidedAtMillis()).isEqualTo(due);
    assertThat(alerts.isAnyFiring()).isFalse();
    assertThat(alerts.nextResolveMillis(flow)).isEqualTo(Long.MAX_VALUE);
  }

  @Test
  void half_of_the_evidence_keeps_it_but_moves_no_end() {
    fire(START, Severity.TICKET);
    alerts.keepActive(HERD, START + 100, flow);

    assertThat(alerts.nextResolveMillis(flow)).isEqualTo((START + 100 + HOLD + LATENESS) * 1000);
    resolve(START + 100 + HOLD + LATENESS);
    assertThat(published.get(1).lifetime().endsAtMillis()).isEqualTo((START + 1) * 1000);
  }

  @Test
  void beyond_the_hold_a_position_waits_and_is_a_new_alert() {
    fire(START, Severity.TICKET);
    fire(START + HOLD + 1, Severity.TICKET);
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
    fire(START, Severity.TICKET);
    fire(START + HOLD + 1, Severity.TICKET);
    alerts.keepActive(HERD, START + 1, flow);
    resolve(START + 2 * HOLD + 1 + LATENESS);

    assertThat(published).hasSize(2);
    assertThat(published.get(1).lifetime().endsAtMillis()).isEqualTo((START + HOLD + 2) * 1000);
  }

  @Test
  void an_earlier_position_found_later_is_the_start_and_the_id_stays() {
    fire(START, Severity.TICKET);
    fire(START - 30, Severity.TICKET);
    resolve(START + HOLD + LATENESS);

    assertThat(published.get(1).lifetime().startsAtMillis()).isEqualTo((START - 31) * 1000);
    assertThat(published.get(1).identity()).isEqualTo(published.get(0).identity());
  }

  @Test
  void a_severity_that_rises_is_published_once_more_and_one_that_falls_is_not() {
    fire(START, Severity.TICKET);
    fire(START + 1, Severity.PAGE);
    fire(START + 2, Severity.TICKET);

    assertThat(published)
        .extracting(AlertTransition::severity)
        .containsExactly(Severity.TICKET, Severity.PAGE);
    assertThat(published.get(1).identity()).isEqualTo(published.get(0).identity());
    assertThat(published.get(1).status()).isEqualTo(Status.FIRING);
  }

  @Test
  void each_further_record_of_an_alert_has_the_next_revision() {
    fire(START, Severity.TICKET);
    fire(START + 1, Severity.PAGE);
    restore();
    fire(START + HOLD + 2, Severity.TICKET);
    resolve(START + 1 + HOLD + LATENESS);

    assertThat(published)
        .extracting(AlertTransition::status)
        .containsExactly(Status.FIRING, Status.FIRING, Status.RESOLVED, Status.FIRING);
    assertThat(published)
        .extracting(alert -> alert.retelling().revision())
        .containsExactly(0, 1, 2, 0);
    assertThat(published.get(2).identity()).isEqualTo(identity(0));
    assertThat(published.get(3).identity()).isNotEqualTo(identity(0));
  }

  @Test
  void an_alert_that_was_out_before_records_were_counted_goes_on_from_its_first() {
    fire(START, Severity.TICKET);
    byte[] bytes = write();
    int tag = 1 + 2 + HERD.id().length();
    assertThat(bytes[tag]).as("burning").isEqualTo((byte) 2);
    assertThat(bytes[tag + 1]).as("told").isEqualTo((byte) 1);
    byte[] uncounted = new byte[bytes.length - 1];
    System.arraycopy(bytes, 0, uncounted, 0, tag);
    uncounted[tag] = 1;
    System.arraycopy(bytes, tag + 2, uncounted, tag + 1, bytes.length - tag - 2);
    read(uncounted);
    fire(START + 1, Severity.PAGE);

    assertThat(published).extracting(alert -> alert.retelling().revision()).containsExactly(0, 1);
    assertThat(published.get(1).identity()).isEqualTo(identity(0));
  }

  @Test
  void a_state_of_a_newer_version_is_refused() {
    fire(START, Severity.TICKET);
    byte[] bytes = write();
    bytes[1 + 2 + HERD.id().length()] = 3;

    assertThatThrownBy(() -> read(bytes))
        .hasRootCauseInstanceOf(IOException.class)
        .hasMessageContaining("alert state 3 is unknown");
  }

  @Test
  void the_first_id_is_that_of_the_nearest_five_minutes() {
    assertThat(Fingerprint.alertIdAt("f", 1_772_700_149))
        .isEqualTo(Fingerprint.alertIdAt("f", START));
    assertThat(Fingerprint.alertIdAt("f", 1_772_699_850))
        .isEqualTo(Fingerprint.alertIdAt("f", START));
    assertThat(Fingerprint.alertIdAt("f", 1_772_700_150))
        .isNotEqualTo(Fingerprint.alertIdAt("f", START));
  }

  @Test
  void two_cadences_hold_it_and_26_hours_at_most() {
    flow = flow(new Expectation(Double.NaN, 3_600, 0));
    fire(START, Severity.TICKET);
    assertThat(alerts.nextResolveMillis(flow)).isEqualTo((START + 7_200 + LATENESS) * 1000);

    flow = flow(new Expectation(Double.NaN, 86_400, 0));
    assertThat(alerts.nextResolveMillis(flow)).isEqualTo((START + 26 * 3_600 + LATENESS) * 1000);
  }

  @Test
  void a_restore_changes_nothing() {
    fire(START, Severity.TICKET);
    fire(START + HOLD + 1, Severity.PAGE);
    restore();
    resolve(START + HOLD + LATENESS);
    restore();
    resolve(START + 2 * HOLD + 1 + LATENESS);
    restore();
    fire(START + 5_000, Severity.TICKET);

    assertThat(published)
        .extracting(AlertTransition::status)
        .containsExactly(
            Status.FIRING, Status.RESOLVED, Status.FIRING, Status.RESOLVED, Status.FIRING);
    String fingerprint = published.get(0).identity().fingerprint();
    assertThat(published.get(4).identity().alertId())
        .isEqualTo(Fingerprint.alertIdAfter(fingerprint, START + HOLD + 2));
  }

  @Test
  void an_alert_that_begins_in_maintenance_is_suppressed_and_resolved_as_usual() {
    know(Notes.maintenance("shop", (START - 1) * 1000, START * 1000));
    fire(START, Severity.TICKET);
    fire(START + 1, Severity.PAGE);
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
    fire(START, Severity.TICKET);

    assertThat(published).extracting(AlertTransition::status).containsExactly(Status.FIRING);
  }

  @Test
  void an_alert_that_begins_in_a_rollout_names_it() {
    know(Notes.instant(AnnotationType.ROLLOUT_START, "shop", (START - 60) * 1000, "v2"));
    fire(START, Severity.TICKET);
    resolve(START + HOLD + LATENESS);

    assertThat(published).extracting(each -> each.finding().rollout()).containsExactly("v2", "v2");
  }

  @Test
  void what_is_told_after_an_alert_began_is_in_its_next_transition() {
    fire(START, Severity.TICKET);
    know(
        Notes.instant(AnnotationType.ROLLOUT_START, "shop", (START - 60) * 1000, "v2"),
        Notes.maintenance("shop", (START - 60) * 1000, START * 1000));
    fire(START + 1, Severity.PAGE);

    assertThat(published)
        .extracting(AlertTransition::status)
        .containsExactly(Status.FIRING, Status.SUPPRESSED);
    assertThat(published).extracting(each -> each.finding().rollout()).containsExactly(null, "v2");
  }

  private AlertTransition.Identity identity(int transition) {
    return published.get(transition).identity();
  }

  private void know(Annotation... told) {
    flow =
        new Flow(
            flow.group(),
            flow.history(),
            flow.policy(),
            flow.progress(),
            flow.ongoing(),
            Annotations.of(List.of(told)));
  }

  private void fire(long endSecond, Severity severity) {
    Evidence evidence = new Evidence(List.of(), List.of(1, 2), List.of("a"));
    Firing firing = new Firing(endSecond, 2, endSecond - 1, 10, severity, evidence, 0);
    alerts.fire(HERD, new Still(), firing, flow, published::add);
  }

  private void resolve(long second) {
    alerts.resolve(Map.of(HERD, new Still()), flow, second * 1000, published::add);
  }

  private void restore() {
    read(write());
  }

  private byte[] write() {
    try {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      alerts.write(new DataOutputStream(bytes));
      return bytes.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void read(byte[] bytes) {
    try {
      alerts = new Alerts();
      alerts.read(new DataInputStream(new ByteArrayInputStream(bytes)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Flow flow(Expectation expectation) {
    Policy policy = new Policy("test", Map.of(), Severity.TICKET, expectation, 0.99, 0.1, false);
    Progress progress = new Progress(START * 1000, 0, new Progress.Lateness(2_000, 60_000));
    return new Flow(
        GROUP, new GroupHistory(GROUP), policy, progress, new Alerts(), Annotations.NONE);
  }

  /** A rule that does nothing of its own accord. */
  private static final class Still implements InFlightRule {
    @Override
    public boolean watches(Flow flow) {
      return true;
    }

    @Override
    public void candidates(Flow flow, long first, long last, Consumer<Position> positions) {}

    @Override
    public Verdict judge(Flow flow, Position position) {
      return Verdict.QUIET;
    }

    @Override
    public boolean isActive(Flow flow, long settledSecond) {
      return false;
    }

    @Override
    public String summary(GroupKey group, Firing firing) {
      return "still";
    }
  }
}
