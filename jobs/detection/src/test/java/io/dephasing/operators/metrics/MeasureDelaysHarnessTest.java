package io.dephasing.operators.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.dephasing.core.alert.AlertTransition;
import io.dephasing.core.alert.Lifetime;
import io.dephasing.core.alert.Status;
import io.dephasing.core.alert.Wording;
import io.dephasing.core.event.EventKind;
import io.dephasing.core.event.GroupKey;
import io.dephasing.core.policy.AlertSeverity;
import io.dephasing.core.rule.AlertEvidence;
import java.util.List;
import java.util.Map;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;

class MeasureDelaysHarnessTest {
  private static final long NOW_MILLIS = 1_772_700_000_000L;

  @Test
  void an_alert_passes_unchanged() throws Exception {
    AlertTransition alert =
        new AlertTransition(
            new AlertTransition.Identity("a1", "f1", "herd"),
            Status.FIRING,
            AlertSeverity.PAGE,
            new GroupKey(EventKind.JOB_START, "backup", "nightly", null),
            new Lifetime(NOW_MILLIS - 2_000, Long.MIN_VALUE, NOW_MILLIS - 700),
            new AlertTransition.Finding(
                new Wording("summary", "description", "runbook"),
                new AlertEvidence(List.of(), List.of(), List.of()),
                Map.of(),
                null),
            "default",
            AlertTransition.Retelling.FIRST);
    try (OneInputStreamOperatorTestHarness<AlertTransition, AlertTransition> harness =
        new OneInputStreamOperatorTestHarness<>(new MeasureDelays())) {
      harness.open();
      harness.setProcessingTime(NOW_MILLIS);
      harness.processElement(alert, 0);

      assertThat(harness.extractOutputValues()).containsExactly(alert);
    }
  }

  @Test
  void delays_are_told_in_seconds() {
    AlertDelayHistogram delays = new AlertDelayHistogram();
    for (int i = 1; i <= 100; i++) {
      delays.update(i * 10L);
    }
    delays.update(-5);

    assertThat(delays.getCount()).isEqualTo(101);
    assertThat(delays.getStatistics().getQuantile(0.5)).isBetween(0.49, 0.51);
    assertThat(delays.getStatistics().getQuantile(0.99)).isBetween(0.98, 1.0);
    assertThat(delays.getStatistics().getMean()).isBetween(0.49, 0.51);
  }
}
