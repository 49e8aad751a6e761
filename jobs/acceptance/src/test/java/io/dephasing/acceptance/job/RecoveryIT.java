package io.dephasing.acceptance.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.dephasing.connectors.kafka.StandardClock;
import io.dephasing.connectors.kafka.TopicRole;
import io.dephasing.formats.event.EventOrigin;
import io.dephasing.schemas.Alert;
import io.dephasing.schemas.Sli;
import io.dephasing.simulation.Scenarios;
import io.dephasing.topology.JobSettings;
import io.dephasing.topology.Options;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.UnaryOperator;
import org.apache.flink.api.common.JobID;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.StateBackendOptions;
import org.apache.flink.runtime.jobgraph.SavepointRestoreSettings;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Whole jobs that are lost, stopped and begun again: nothing is lost or doubled. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RecoveryIT {
  private static final int PARALLELISM = 2;
  private static final Duration PATIENCE = Duration.ofMinutes(3);

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

  @Test
  void a_lost_task_manager_loses_and_doubles_nothing() throws Exception {
    Beacons beacons = Beacons.among(Scenarios.RETRY_STORM.play(9).events().events());
    JobFixture fixture = fixture("recovery");
    JobSettings settings = settings(fixture).with(Options.CHECKPOINT_INTERVAL, "200 ms");
    fixture.publish(beacons.part(0, 2), Placement.BY_INSTANCE);
    try (JobCluster cluster = JobCluster.start(settings, 2, PARALLELISM)) {
      JobID job = cluster.submit(settings);
      awaitSlis(fixture);
      cluster.kill(0);
      fixture.publish(beacons.part(1, 2), Placement.BY_INSTANCE);
      cluster.startTaskManager();
      beacons.awaitWindows(fixture);
      cluster.cancel(job);
    }
    beacons.assertEqualOracle(fixture.published());
  }

  @Test
  void exactly_once_holds_for_a_job_that_is_lost_within_transactions() throws Exception {
    Beacons beacons = Beacons.among(Scenarios.RETRY_STORM.play(11).events().events());
    JobFixture fixture = fixture("within-transactions");
    JobSettings settings =
        settings(fixture)
            .with(Options.DELIVERY, "exactly-once")
            .with(Options.CHECKPOINT_INTERVAL, "2 s");
    fixture.publish(beacons.part(0, 3), Placement.BY_INSTANCE);
    try (JobCluster cluster = JobCluster.start(settings, 1, PARALLELISM)) {
      JobID job = cluster.submit(settings);
      awaitSlis(fixture);
      for (int part = 1; part <= 2; part++) {
        fixture.publish(beacons.part(part, 3), Placement.BY_INSTANCE);
        await("records of an open transaction")
            .atMost(PATIENCE)
            .pollInterval(Duration.ofMillis(50))
            .until(() -> fixture.hasOpenTransaction(TopicRole.SLIS));
        cluster.kill(part - 1);
        cluster.startTaskManager();
      }
      beacons.awaitWindows(fixture);
      cluster.cancel(job);
    }
    Published published = fixture.published();
    beacons.assertEqualOracle(published);
    assertThat(published.slis())
        .extracting(RecoveryIT::identity)
        .as("each revision of each window once")
        .doesNotHaveDuplicates();
    assertThat(published.alerts())
        .extracting(RecoveryIT::identity)
        .as("each transition of each alert once")
        .isNotEmpty()
        .doesNotHaveDuplicates();
    assertThat(fired(published, beacons.endMillis()))
        .isEqualTo(fired(undisturbed(beacons), beacons.endMillis()));
  }

  @Test
  void a_job_is_rescaled_and_moved_to_another_backend_by_a_savepoint() throws Exception {
    Beacons beacons = Beacons.among(Scenarios.RETRY_STORM.play(13).events().events());
    JobFixture fixture = fixture("rescaled");
    List<Integer> parallelisms = List.of(1, 4, 2);
    List<String> backends = List.of("hashmap", "rocksdb", "hashmap");
    JobSettings settings = settings(fixture);
    try (JobCluster cluster = JobCluster.start(settings, 1, 4)) {
      SavepointRestoreSettings from = SavepointRestoreSettings.none();
      for (int part = 0; part < parallelisms.size(); part++) {
        int before = fixture.published().slis().size();
        fixture.publish(beacons.part(part, parallelisms.size()), Placement.BY_INSTANCE);
        String parallelism = String.valueOf(parallelisms.get(part));
        String backend = backends.get(part);
        JobID job =
            cluster.submit(
                settings.with(Options.PARALLELISM, parallelism), flink -> on(flink, backend), from);
        await("SLIs at parallelism " + parallelism)
            .atMost(PATIENCE)
            .until(() -> fixture.published().slis().size() > before);
        if (part == parallelisms.size() - 1) {
          beacons.awaitWindows(fixture);
        }
        from = cluster.stop(job, state);
      }
    }
    Published published = fixture.published();
    beacons.assertEqualOracle(published);
    assertThat(fired(published, beacons.endMillis()))
        .isNotEmpty()
        .isEqualTo(fired(undisturbed(beacons), beacons.endMillis()));
  }

  private static void on(Configuration flink, String backend) {
    flink.set(StateBackendOptions.STATE_BACKEND, backend);
  }

  /** The same events through one job from start to end. */
  private Published undisturbed(Beacons beacons) throws Exception {
    JobFixture fixture = fixture("undisturbed-" + beacons.hashCode());
    fixture.publish(beacons.events(), Placement.BY_INSTANCE);
    return fixture.replay(PARALLELISM, UnaryOperator.identity());
  }

  /** Ids of the alerts that began in closed windows, sorted. */
  private static List<String> fired(Published published, long endMillis) {
    return published.alerts().stream()
        .filter(alert -> alert.getStartsAt().toEpochMilli() < endMillis)
        .map(alert -> alert.getRule() + " " + alert.getAlertId())
        .distinct()
        .sorted()
        .toList();
  }

  private static String identity(Sli sli) {
    return sli.getGroupKey() + " " + sli.getWindowStart() + " " + sli.getRevision();
  }

  private static String identity(Alert alert) {
    return alert.getAlertId() + " " + alert.getState() + " " + alert.getRevision();
  }

  private void awaitSlis(JobFixture fixture) {
    await("first SLIs").atMost(PATIENCE).until(() -> !fixture.published().slis().isEmpty());
  }

  private JobFixture fixture(String prefix) throws Exception {
    return new JobFixture(broker.bootstrapServers(), prefix, state);
  }

  private static JobSettings settings(JobFixture fixture) {
    return fixture
        .settings(new JobSettings.Run(StandardClock.NONE, EventOrigin.LIVE, false))
        .with(Options.PARALLELISM, String.valueOf(PARALLELISM));
  }
}
