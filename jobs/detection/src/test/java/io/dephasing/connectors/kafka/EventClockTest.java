package io.dephasing.connectors.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.flink.util.InstantiationUtil;
import org.junit.jupiter.api.Test;

class EventClockTest {
  @Test
  void a_clock_survives_the_way_to_the_cluster() throws Exception {
    for (EventClock clock :
        new EventClock[] {StandardClock.SYSTEM, StandardClock.NONE, new ScaledClock(5, 7, 10.0)}) {
      assertThat(InstantiationUtil.<EventClock>clone(clock)).isEqualTo(clock);
    }
  }

  @Test
  void a_scaled_clock_runs_at_its_speed() {
    long wall = System.currentTimeMillis();
    EventClock clock = new ScaledClock(1_000, wall - 60_000, 10.0);
    assertThat(clock.nowMillis()).isBetween(601_000L, 601_000L + 600_000);
    assertThat(clock.isTicking()).isTrue();
  }

  @Test
  void there_is_no_clock_in_a_replay() {
    assertThat(StandardClock.NONE.isTicking()).isFalse();
  }
}
