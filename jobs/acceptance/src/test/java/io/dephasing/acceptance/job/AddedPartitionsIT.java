package io.dephasing.acceptance.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.dephasing.connectors.kafka.ScaledClock;
import io.dephasing.core.event.Event;
import io.dephasing.core.event.EventKind;
import io.dephasing.core.event.GroupKey;
import io.dephasing.formats.event.EventOrigin;
import io.dephasing.simulation.Fleets;
import io.dephasing.topology.JobSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.flink.core.execution.JobClient;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewPartitions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Partitions that are added while the job runs: their first minutes are counted in full. */
class AddedPartitionsIT {
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final GroupKey BEFORE = new GroupKey(EventKind.JOB_START, "shop", "before", null);
  private static final GroupKey ADDED = new GroupKey(EventKind.JOB_START, "shop", "added", null);
  private static final long START_MILLIS = 1_772_000_000_000L / 60_000 * 60_000;
  private static final double SPEED = 8;

  @TempDir Path state;

  @Test
  void what_comes_before_a_new_partition_is_found_is_counted() throws Exception {
    try (TestBroker broker = TestBroker.start();
        Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
      JobFixture fixture = new JobFixture(broker.bootstrapServers(), "added", state);
      fixture.publish(poisson(BEFORE, START_MILLIS), event -> 0);
      ScaledClock clock = new ScaledClock(START_MILLIS + 60_000, System.currentTimeMillis(), SPEED);
      JobClient job =
          JobFixture.start(
              fixture.settings(new JobSettings.Run(clock, EventOrigin.LIVE, false)), "added");
      await("the job reads").atMost(PATIENCE).until(() -> events(fixture, BEFORE) > 0);

      admin
          .createPartitions(
              Map.of(
                  fixture.topics().events(EventKind.JOB_START),
                  NewPartitions.increaseTo(JobFixture.PARTITIONS + 1)))
          .all()
          .get();
      List<Event> added = poisson(ADDED, clock.nowMillis() - 60_000);
      fixture.publish(added, event -> JobFixture.PARTITIONS);
      await("all are in their windows")
          .atMost(PATIENCE)
          .untilAsserted(() -> assertThat(events(fixture, ADDED)).isEqualTo(added.size()));
      job.cancel().get();
      assertThat(fixture.published().deadLetters()).isEmpty();
    }
  }

  private static List<Event> poisson(GroupKey group, long startMillis) {
    return Fleets.poisson(40, 2).of(group).seeded(1).over(startMillis, 60_000).events();
  }

  /** What windows hold, each by its last revision. */
  private static long events(JobFixture fixture, GroupKey group) {
    return fixture.published().finalSlis().values().stream()
        .filter(sli -> sli.getGroupKey().equals(group.canonical()))
        .mapToLong(sli -> Math.round(sli.getMeasures().getOrDefault("events", 0.0)))
        .sum();
  }
}
