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
import io.dephasing.topology.DetectionJob;
import io.dephasing.topology.JobEnvironment;
import io.dephasing.topology.JobSettings;
import io.dephasing.topology.Options;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
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

  @TempDir Path state;

  @Test
  void a_lost_task_manager_loses_and_doubles_nothing() throws Exception {
    List<Event> events = Scenarios.RETRY_STORM.play(9).events().events();
    int half = events.size() / 2;
    try (TestBroker broker = TestBroker.start()) {
      JobFixture fixture = new JobFixture(broker.bootstrapServers(), "recovery", state);
      JobSettings settings =
          fixture
              .settings(new JobSettings.Run(StandardClock.NONE, EventOrigin.LIVE, false))
              .with(Options.CHECKPOINT_INTERVAL, "200 ms")
              .with(Options.PARALLELISM, String.valueOf(PARALLELISM));
      fixture.publish(events.subList(0, half), Placement.BY_GROUP);
      try (MiniCluster cluster = cluster(settings)) {
        JobID job = submit(cluster, settings);
        await().atMost(PATIENCE).until(() -> !fixture.published().slis().isEmpty());
        cluster.terminateTaskManager(0).get();
        fixture.publish(events.subList(half, events.size()), Placement.BY_GROUP);
        cluster.startTaskManager();
        fixture.publish(sentinels(events), Placement.BY_INSTANCE);
        Collection<String> expected = BatchOracle.windows(events).keySet();
        await()
            .atMost(PATIENCE)
            .until(() -> fixture.published().finalSlis().keySet().containsAll(expected));
        cluster.cancelJob(job).get();
      }
      Published published = fixture.published();
      OracleAssert.assertEqualsOracle(
          new Published(
              published.slis().stream()
                  .filter(s -> !s.getGroupKey().contains("/sentinel"))
                  .toList(),
              published.alerts(),
              published.deadLetters()),
          events);
      assertThat(published.deadLetters()).isEmpty();
    }
  }

  /**
   * One event on each partition of each topic, far enough ahead that all windows before it close.
   */
  private static List<Event> sentinels(List<Event> events) {
    long last = events.stream().mapToLong(Event::timeMillis).max().orElseThrow();
    List<Event> sentinels = new ArrayList<>();
    for (EventKind kind : EventKind.all()) {
      boolean[] reached = new boolean[JobFixture.PARTITIONS];
      for (int i = 0; i < 200; i++) {
        Instance instance = Instance.of("sentinel-" + i);
        Event event =
            new Event(
                new GroupKey(kind, "sentinel", "sentinel", null),
                instance,
                last + 300_000,
                Phase.START,
                Absent.MILLIS,
                details(kind));
        int partition = Placement.BY_INSTANCE.partition(event, JobFixture.PARTITIONS);
        if (!reached[partition]) {
          reached[partition] = true;
          sentinels.add(event);
        }
      }
    }
    return sentinels;
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
