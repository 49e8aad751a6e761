package io.dephasing.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import io.dephasing.schemas.Group;
import io.dephasing.schemas.Sli;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class CountedEventsTest {
  private static final Instant MIDNIGHT = Instant.parse("2026-01-01T00:00:00Z");

  private final CountedEvents counted = new CountedEvents();

  @Test
  void the_highest_revision_of_each_window_counts_in_whatever_order_they_come() {
    counted.add(sli("job-start/*/*", 0, 1, 30));
    counted.add(sli("job-start/*/*", 0, 0, 20));
    counted.add(sli("job-start/*/*", 1, 0, 5));
    counted.add(sli("job-start/*/*", 1, 1, 7));
    assertThat(counted.starts()).isEqualTo(37);
    assertThat(counted.ends()).isEqualTo(37);
    assertThat(counted.slis()).isEqualTo(4);
  }

  @Test
  void a_group_and_its_service_are_in_the_roll_up_already() {
    counted.add(sli("job-start/checkout/refresh", 0, 0, 4));
    counted.add(sli("job-start/checkout/*", 0, 0, 4));
    counted.add(sli("job-start/*/*", 0, 0, 4));
    assertThat(counted.starts()).isEqualTo(4);
  }

  private static Sli sli(String key, int minute, int revision, int events) {
    Instant start = MIDNIGHT.plusSeconds(60L * minute);
    return Sli.newBuilder()
        .setGroup(
            Group.newBuilder()
                .setKind("job-start")
                .setService("checkout")
                .setName("refresh")
                .build())
        .setGroupKey(key)
        .setWindowStart(start)
        .setWindowEnd(start.plusSeconds(60))
        .setRevision(revision)
        .setMeasures(Map.of("events", (double) events))
        .setOutcomes(Map.of("success", (long) events))
        .build();
  }
}
