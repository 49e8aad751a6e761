package io.dephasing.acceptance.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.dephasing.connectors.kafka.ScaledClock;
import io.dephasing.core.event.Event;
import io.dephasing.core.event.EventKind;
import io.dephasing.core.event.GroupKey;
import io.dephasing.formats.event.EventOrigin;
import io.dephasing.schemas.Alert;
import io.dephasing.schemas.AlertState;
import io.dephasing.simulation.Fleets;
import io.dephasing.topology.JobSettings;
import io.dephasing.topology.Options;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.apache.flink.core.execution.JobClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class QuietIT {
  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final GroupKey NIGHTLY =
      new GroupKey(EventKind.JOB_START, "backup", "nightly", null);
  private static final long MINUTE_MILLIS = 60_000;
  private static final long START_MILLIS = 1_772_000_000_000L / MINUTE_MILLIS * MINUTE_MILLIS;
  private static final long HERD_MILLIS = START_MILLIS + 20 * MINUTE_MILLIS;
  private static final double SPEED = 60;

  @TempDir Path state;

  @Test
  void a_herd_that_is_followed_by_silence_fires_and_resolves() throws Exception {
    // Most partitions never hold a record, and no event comes after the herd: only the clock goes
    // on.
    List<Event> events =
        Fleets.poisson(40, 0.5)
            .of(NIGHTLY)
            .seeded(1)
            .over(START_MILLIS, 19 * MINUTE_MILLIS)
            .and(Fleets.herd(40).of(NIGHTLY).seeded(2).at(HERD_MILLIS))
            .events();
    try (TestBroker broker = TestBroker.start()) {
      JobFixture fixture = new JobFixture(broker.bootstrapServers(), "quiet", state);
      fixture.publish(events, Placement.BY_GROUP);
      ScaledClock clock = new ScaledClock(HERD_MILLIS + 2_000, System.currentTimeMillis(), SPEED);
      JobSettings settings =
          fixture
              .settings(new JobSettings.Run(clock, EventOrigin.LIVE, false))
              .with(Options.IDLE_TIMEOUT, "30 s");
      JobClient job = JobFixture.start(settings, "quiet");
      await("the herd fires and resolves")
          .atMost(PATIENCE)
          .until(() -> !fixture.published().resolved().isEmpty());
      job.cancel().get();

      List<Alert> alerts = fixture.published().alerts();
      assertThat(alerts).extracting(Alert::getRule).containsOnly("herd");
      assertThat(alerts)
          .extracting(Alert::getState)
          .containsExactly(AlertState.FIRING, AlertState.RESOLVED);
      assertThat(Math.abs(alerts.get(1).getStartsAt().toEpochMilli() - HERD_MILLIS))
          .isLessThanOrEqualTo(1_000);
    }
  }
}
