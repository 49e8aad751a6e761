package io.dephasing.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import io.dephasing.core.event.EventKind;
import io.dephasing.core.event.GroupKey;
import io.dephasing.schemas.Alert;
import io.dephasing.schemas.AlertState;
import io.dephasing.schemas.Condition;
import io.dephasing.schemas.Evidence;
import io.dephasing.schemas.Group;
import io.dephasing.schemas.Severity;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AlertDelaysTest {
  private static final GroupKey GROUP = new GroupKey(EventKind.JOB_START, "known-1", "sync", null);
  private static final Incident HERD =
      new Incident(Incident.What.KNOWN, GROUP, List.of(1_000L, 1_200L, 1_300L, 1_900L));

  private final AlertDelays delays = new AlertDelays(List.of(HERD));

  @Test
  void a_delay_begins_with_the_event_that_completes_the_evidence_and_ends_with_the_first_record() {
    delays.add(alert(AlertState.FIRING, "herd", 2.5), 3_300);
    delays.add(alert(AlertState.FIRING, "herd", 2.5), 9_300);
    delays.add(alert(AlertState.RESOLVED, "herd", 2.5), 1_300);
    delays.add(alert(AlertState.FIRING, "peak-rate", 2.5), 1_300);

    assertThat(delays.rows())
        .containsExactly(
            "known group              1     1   2.00   2.00       2.00",
            "new group                0     0",
            "echo of retries          0     0");
  }

  @Test
  void what_needs_more_than_there_was_begins_with_the_last() {
    assertThat(HERD.completedMillis(99)).isEqualTo(1_900);
    assertThat(HERD.completedMillis(0)).isEqualTo(1_000);
  }

  private static Alert alert(AlertState state, String rule, double need) {
    Instant at = Instant.ofEpochMilli(1_000);
    return Alert.newBuilder()
        .setAlertId("a")
        .setFingerprint("f")
        .setState(state)
        .setRule(rule)
        .setSeverity(Severity.PAGE)
        .setGroup(new Group("job-start", "known-1", "sync", null))
        .setGroupKey(GROUP.canonical())
        .setSummary("s")
        .setDescription("d")
        .setStartsAt(at)
        .setDecidedAt(at)
        .setEvidence(
            new Evidence(
                List.of(new Condition("herd_size", 80.0, need, "instances")), List.of(), List.of()))
        .setLabels(Map.of())
        .setRunbook("r")
        .setPolicyVersion("v")
        .build();
  }
}
