package io.dephasing.acceptance.job;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.dephasing.core.annotation.AnnotationKind;
import io.dephasing.core.annotation.AnnotationScope;
import io.dephasing.core.annotation.ScopedAnnotation;
import io.dephasing.core.annotation.ScopedAnnotation.Period;
import io.dephasing.core.annotation.ScopedAnnotation.Text;
import io.dephasing.core.event.Event;
import io.dephasing.core.event.EventKind;
import io.dephasing.core.event.GroupKey;
import io.dephasing.formats.annotation.AnnotationRecords;
import io.dephasing.schemas.Alert;
import io.dephasing.schemas.AlertState;
import io.dephasing.schemas.Audit;
import io.dephasing.schemas.AuditVerdict;
import io.dephasing.schemas.Sli;
import io.dephasing.simulation.Fleets;
import io.dephasing.topology.JobSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.apache.flink.core.execution.JobClient;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AnnotationsIT {
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final long MINUTE_MILLIS = 60_000;
  private static final long START = 1_772_712_000_000L;
  private static final long FIRST_HERD = START + 20 * MINUTE_MILLIS;
  private static final long SECOND_HERD = START + 40 * MINUTE_MILLIS;
  private static final GroupKey NIGHTLY =
      new GroupKey(EventKind.JOB_START, "backup", "nightly", null);
  private static final AnnotationScope BACKUP = AnnotationScope.ofService("backup");

  @TempDir Path state;

  private TestBroker broker;

  @BeforeAll
  void start() {
    broker = TestBroker.start();
  }

  @AfterAll
  void stop() throws Exception {
    broker.close();
  }

  /** The first herd is in maintenance, the second in a rollout and behind a refused maintenance. */
  @ParameterizedTest
  @ValueSource(ints = {1, 4})
  void a_replay_knows_all_annotations_before_it_judges(int parallelism) throws Exception {
    JobFixture fixture =
        new JobFixture(broker.bootstrapServers(), "annotated-" + parallelism, state);
    fixture.publish(herds(), Placement.BY_GROUP);
    ScopedAnnotation maintenance = maintenance(FIRST_HERD - 1_000, FIRST_HERD + 60_000);
    tell(fixture, maintenance);
    tell(fixture, maintenance);
    tell(fixture, rollout(SECOND_HERD - 5 * MINUTE_MILLIS));
    fixture.annotate("bad", "{\"id\":\"bad\",\"type\":\"MAINTENANCE\"}".getBytes(UTF_8));

    Published published = fixture.replay(parallelism, AnnotationsIT::policy);

    assertThat(states(published, FIRST_HERD))
        .startsWith(AlertState.SUPPRESSED)
        .endsWith(AlertState.RESOLVED)
        .doesNotContain(AlertState.FIRING);
    assertThat(states(published, SECOND_HERD))
        .startsWith(AlertState.FIRING)
        .doesNotContain(AlertState.SUPPRESSED);
    assertThat(published.alerts())
        .allSatisfy(
            alert ->
                assertThat(alert.getRollout()).isEqualTo(isOf(alert, SECOND_HERD) ? "v42" : null));
    assertThat(compliant(published, FIRST_HERD)).isNull();
    assertThat(compliant(published, SECOND_HERD)).isFalse();
    assertThat(fixture.audited())
        .extracting(each -> each.getSubjectId() + " " + each.getVerdict())
        .containsExactly(maintenance.id() + " ACCEPTED", "rollout ACCEPTED", "bad REFUSED");
    assertThat(fixture.audited().get(2).getRefusal()).isEqualTo("service: missing");
  }

  @Test
  void a_running_job_hears_of_annotations_and_of_their_withdrawal() throws Exception {
    JobFixture fixture = new JobFixture(broker.bootstrapServers(), "told", state);
    JobClient job = JobFixture.start(fixture.settings(JobSettings.Run.LIVE), "told");
    try {
      ScopedAnnotation maintenance = maintenance(FIRST_HERD, SECOND_HERD);
      tell(fixture, maintenance);
      fixture.annotate(maintenance.id(), null);
      await("the audit")
          .atMost(PATIENCE)
          .untilAsserted(
              () ->
                  assertThat(fixture.audited())
                      .extracting(Audit::getVerdict)
                      .containsExactly(AuditVerdict.ACCEPTED, AuditVerdict.WITHDRAWN));
      assertThat(fixture.audited().get(1).getAnnotation())
          .isEqualTo(AnnotationRecords.record(maintenance));
    } finally {
      job.cancel().get();
    }
  }

  /** A rule that waits for nothing is among them: the limit of events in a second. */
  private static JobSettings policy(JobSettings settings) {
    return new JobSettings(
        settings.options(), "limits: {rate_peak_per_second: 20}", settings.run());
  }

  private static List<Event> herds() {
    return Fleets.poisson(40, 0.5)
        .of(NIGHTLY)
        .seeded(1)
        .over(START, 60 * MINUTE_MILLIS)
        .and(Fleets.herd(40).of(NIGHTLY).seeded(2).at(FIRST_HERD))
        .and(Fleets.herd(40).of(NIGHTLY).seeded(3).at(SECOND_HERD))
        .events();
  }

  private static ScopedAnnotation maintenance(long atMillis, long untilMillis) {
    return new ScopedAnnotation(
        "discs",
        AnnotationKind.MAINTENANCE,
        AnnotationScope.ofService(GroupKey.ALL),
        new Period(atMillis, untilMillis),
        Text.NONE);
  }

  private static ScopedAnnotation rollout(long atMillis) {
    return new ScopedAnnotation(
        "rollout",
        AnnotationKind.ROLLOUT_START,
        BACKUP,
        Period.at(atMillis),
        new Text(null, "v42", null, null));
  }

  private static void tell(JobFixture fixture, ScopedAnnotation annotation) throws Exception {
    fixture.annotate(annotation.id(), AnnotationRecords.bytes(annotation));
  }

  private static List<AlertState> states(Published published, long herdMillis) {
    return published.alerts().stream()
        .filter(alert -> isOf(alert, herdMillis))
        .filter(alert -> alert.getRule().equals("herd"))
        .map(Alert::getState)
        .toList();
  }

  /** Roll-ups over all services are of no service: a rollout of one is not theirs. */
  private static boolean isOf(Alert alert, long herdMillis) {
    return Math.abs(alert.getStartsAt().toEpochMilli() - herdMillis) < MINUTE_MILLIS
        && alert.getGroup().getService().equals(NIGHTLY.service());
  }

  private static @Nullable Boolean compliant(Published published, long herdMillis) {
    String window = " " + Instant.ofEpochMilli(herdMillis);
    Sli sli = Objects.requireNonNull(published.finalSlis().get(NIGHTLY.canonical() + window));
    return sli.getCompliant();
  }
}
