package io.dephasing.acceptance.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.dephasing.connectors.event.EventOrigin;
import io.dephasing.connectors.kafka.StandardClock;
import io.dephasing.core.event.Absent;
import io.dephasing.core.event.Attempt;
import io.dephasing.core.event.Details;
import io.dephasing.core.event.Event;
import io.dephasing.core.event.EventKind;
import io.dephasing.core.event.GroupKey;
import io.dephasing.core.event.Instance;
import io.dephasing.core.event.Phase;
import io.dephasing.core.simulation.Scenarios;
import io.dephasing.schemas.Sli;
import io.dephasing.topology.DetectionJob;
import io.dephasing.topology.JobEnvironment;
import io.dephasing.topology.JobSettings;
import io.dephasing.topology.Options;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.apache.flink.api.common.JobID;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.minicluster.MiniClusterConfiguration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecoveryIT {
  private static final int PARALLELISM = 2;
  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final long UNSETTLED_MILLIS = 180_000;

  @TempDir Path state;

  @Test
  void a_lost_task_manager_loses_and_doubles_nothing() throws Exception {
    List<Event> events = withBeacons(Scenarios.RETRY_STORM.play(9).events().events());
    int half = events.size() / 2;
    try (TestBroker broker = TestBroker.start()) {
      JobFixture fixture = new JobFixture(broker.bootstrapServers(), "recovery", state);
      JobSettings settings =
          fixture
              .settings(new JobSettings.Run(StandardClock.NONE, EventOrigin.LIVE, false))
              .with(Options.CHECKPOINT_INTERVAL, "200 ms")
              .with(Options.PARALLELISM, String.valueOf(PARALLELISM));
      fixture.publish(events.subList(0, half), Placement.BY_INSTANCE);
      try (MiniCluster cluster = cluster(settings)) {
        JobID job = submit(cluster, settings);
        await("first SLIs").atMost(PATIENCE).until(() -> !fixture.published().slis().isEmpty());
        cluster.terminateTaskManager(0).get();
        fixture.publish(events.subList(half, events.size()), Placement.BY_INSTANCE);
        cluster.startTaskManager();
        Set<String> expected = BatchOracle.windows(settled(events)).keySet();
        await("all windows")
            .atMost(PATIENCE)
            .until(() -> fixture.published().finalSlis().keySet().containsAll(expected));
        cluster.cancelJob(job).get();
      }
      Published published = fixture.published();
      long end = lastMillis(events) - UNSETTLED_MILLIS;
      List<Sli> closed =
          published.slis().stream().filter(s -> s.getWindowEnd().toEpochMilli() <= end).toList();
      OracleAssert.assertEqualsOracle(
          new Published(closed, published.alerts(), published.deadLetters()), settled(events));
      assertThat(published.deadLetters()).isEmpty();
    }
  }

  /** What lies in windows that must be closed when all has been read. */
  private static List<Event> settled(List<Event> events) {
    long end = Math.floorDiv(lastMillis(events) - UNSETTLED_MILLIS, 60_000L) * 60_000;
    return events.stream().filter(event -> event.timeMillis() < end).toList();
  }

  private static long lastMillis(List<Event> events) {
    return events.stream().mapToLong(Event::timeMillis).max().orElseThrow();
  }

  /**
   * One event a minute on each partition of each topic: without a clock, time goes on by events
   * alone.
   */
  private static List<Event> withBeacons(List<Event> events) {
    long first = events.stream().mapToLong(Event::timeMillis).min().orElseThrow();
    List<Event> all = new ArrayList<>(events);
    for (long time = first; time <= lastMillis(events) + 120_000; time += 60_000) {
      for (EventKind kind : EventKind.all()) {
        all.addAll(beacons(kind, time));
      }
    }
    all.sort(Comparator.comparingLong(Event::timeMillis));
    return all;
  }

  private static List<Event> beacons(EventKind kind, long timeMillis) {
    List<Event> beacons = new ArrayList<>();
    boolean[] reached = new boolean[JobFixture.PARTITIONS];
    for (int i = 0; i < 64; i++) {
      Event event =
          new Event(
              new GroupKey(kind, "beacon", "beacon", null),
              Instance.of("beacon-" + i),
              timeMillis,
              Phase.START,
              Absent.MILLIS,
              details(kind));
      int partition = Placement.BY_INSTANCE.partition(event, JobFixture.PARTITIONS);
      if (!reached[partition]) {
        reached[partition] = true;
        beacons.add(event);
      }
    }
    return beacons;
  }

  private static Details details(EventKind kind) {
    return kind == EventKind.RETRY
        ? new Details(
            Details.NONE.schedule(), Details.NONE.run(), new Attempt(1, 1_000), Details.NONE.tags())
        : Details.NONE;
  }

  private static MiniCluster cluster(JobSettings settings) throws Exception {
    Configuration configuration = JobEnvironment.configuration(settings);
    configuration.setString("rest.port", "0");
    MiniCluster cluster =
        new MiniCluster(
            new MiniClusterConfiguration.Builder()
                .setConfiguration(configuration)
                .setNumTaskManagers(2)
                .setNumSlotsPerTaskManager(PARALLELISM)
                .build());
    cluster.start();
    return cluster;
  }

  private static JobID submit(MiniCluster cluster, JobSettings settings) throws Exception {
    StreamExecutionEnvironment environment =
        StreamExecutionEnvironment.getExecutionEnvironment(JobEnvironment.configuration(settings));
    new DetectionJob(settings).build(environment);
    return cluster.submitJob(environment.getStreamGraph().getJobGraph()).get().getJobID();
  }
}
