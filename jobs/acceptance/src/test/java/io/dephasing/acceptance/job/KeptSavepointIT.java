package io.dephasing.acceptance.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.dephasing.connectors.kafka.StandardClock;
import io.dephasing.core.event.Absent;
import io.dephasing.core.event.Details;
import io.dephasing.core.event.Event;
import io.dephasing.core.event.EventKind;
import io.dephasing.core.event.GroupKey;
import io.dephasing.core.event.Instance;
import io.dephasing.core.event.RunPhase;
import io.dephasing.formats.event.EventOrigin;
import io.dephasing.topology.JobSettings;
import io.dephasing.topology.Options;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.apache.flink.api.common.JobID;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.runtime.jobgraph.SavepointRestoreSettings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A savepoint that an earlier build wrote, and events that never change: this build goes on where
 * that one left off. With {@code -Dsavepoint.update=true} it writes the savepoint instead.
 */
class KeptSavepointIT {
  private static final Path KEPT = Path.of("src/test/resources/savepoints/1/_metadata");
  private static final long NOON = 1_772_712_000_000L;
  private static final int MINUTES = 30;
  private static final int INSTANCES = 40;
  private static final long MOST_BYTES = 300 << 10;

  @TempDir Path state;

  @Test
  void a_savepoint_of_an_earlier_build_is_taken_up() throws Exception {
    Beacons beacons = Beacons.among(events(), NOON + (MINUTES / 2 + 1) * 60_000L);
    try (TestBroker broker = TestBroker.start()) {
      JobFixture fixture = new JobFixture(broker.bootstrapServers(), "kept", state);
      JobSettings settings =
          fixture
              .settings(new JobSettings.Run(StandardClock.NONE, EventOrigin.LIVE, false))
              .with(Options.PARALLELISM, "1");
      fixture.publish(beacons.part(0, 2), Placement.BY_INSTANCE);
      if (Boolean.getBoolean("savepoint.update")) {
        keep(fixture, settings);
      } else {
        fixture.publish(beacons.part(1, 2), Placement.BY_INSTANCE);
        goOn(fixture, settings, beacons);
      }
    }
  }

  private static void goOn(JobFixture fixture, JobSettings settings, Beacons beacons)
      throws Exception {
    String kept = Objects.requireNonNull(KEPT.getParent()).toUri().toString();
    List<Event> first = beacons.part(0, 2);
    long from = Math.floorDiv(first.get(first.size() - 1).timeMillis(), 60_000L) * 60_000;
    try (JobCluster cluster = JobCluster.start(settings, 1, 1)) {
      JobID job = cluster.submit(settings, flink -> {}, SavepointRestoreSettings.forPath(kept));
      beacons.awaitWindowsFrom(from, fixture);
      cluster.cancel(job);
    }
    beacons.assertEqualOracleFrom(from, fixture.published());
  }

  private void keep(JobFixture fixture, JobSettings settings) throws Exception {
    try (JobCluster cluster = JobCluster.start(settings, 1, 1)) {
      JobID job =
          cluster.submit(settings, KeptSavepointIT::inOneFile, SavepointRestoreSettings.none());
      await("a herd's alert")
          .atMost(Duration.ofMinutes(2))
          .until(() -> !fixture.published().alerts().isEmpty());
      Path written = Path.of(URI.create(cluster.stop(job, state).getRestorePath()));
      Path metadata = written.resolve("_metadata");
      assertThat(Files.size(metadata)).isLessThan(MOST_BYTES);
      Files.createDirectories(Objects.requireNonNull(KEPT.getParent()));
      Files.copy(metadata, KEPT, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  /** Else a savepoint knows the folder that it was written to. */
  private static void inOneFile(Configuration flink) {
    flink.set(CheckpointingOptions.FS_SMALL_FILE_THRESHOLD, MemorySize.ofMebiBytes(1));
  }

  /** Instances that spread their runs, and in every fifth minute all act at once. */
  private static List<Event> events() {
    List<Event> events = new ArrayList<>();
    for (int minute = 0; minute < MINUTES; minute++) {
      for (int instance = 0; instance < INSTANCES; instance++) {
        int second = minute % 5 == 4 ? 0 : instance * 59 / INSTANCES;
        events.add(
            new Event(
                new GroupKey(EventKind.JOB_START, "shop", "refresh", null),
                Instance.of("pod-" + instance),
                NOON + minute * 60_000L + second * 1_000L + instance,
                RunPhase.START,
                Absent.MILLIS,
                Details.NONE));
      }
    }
    return events;
  }
}
