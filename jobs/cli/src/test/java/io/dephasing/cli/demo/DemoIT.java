package io.dephasing.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.dephasing.cli.CommandOutcome;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 4, unit = TimeUnit.MINUTES)
final class DemoIT {
  /** Half an hour of the fleet in a minute: it ends by itself, so there is nothing to wait for. */
  private static final String[] SHORT = {"demo", "--duration", "60s", "--speed", "30"};

  @Test
  void a_herd_fires_and_resolves_before_the_eyes_of_the_viewer() {
    CommandOutcome outcome = CommandOutcome.of(SHORT);
    List<String> lines = outcome.out().lines().toList();

    assertThat(outcome.exitCode()).as(outcome.toString()).isZero();
    assertThat(outcome.err()).isEmpty();
    assertThat(lines)
        .anyMatch(line -> line.contains("FIRING") && line.contains("checkout/build-report"))
        .anyMatch(line -> line.contains("RESOLVED") && line.contains("checkout/build-report"))
        .noneMatch(line -> line.contains("\u001b"));
    // A machine on which Flink takes half a minute to start finds the herd all the same, but not
    // as it happens: then there is no latency to be told.
    assertThat(lines.subList(lines.size() - 4, lines.size()))
        .as(outcome.out())
        .satisfiesExactly(
            comparison ->
                assertThat(comparison)
                    .matches("before -> after: peak \\d+ -> \\d+ per second \\(-\\d+ %\\), .*"),
            alerts ->
                assertThat(alerts)
                    .matches(
                        "alerts: \\d+ fired, \\d+ resolved; latency"
                            + "( p50 \\S+ s, p99 \\S+ s of the fleet's time \\(.*|: no herd came.*)"),
            events ->
                assertThat(events)
                    .matches("events: in \\S+ = counted \\S+ \\+ duplicate 0 \\+ late 0 .*"),
            first -> assertThat(first).matches("first SLI: \\S+ s after the start"));
  }
}
