package io.dephasing.acceptance.job;

import static io.dephasing.acceptance.job.ExportRecords.MINUTE_MILLIS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.dephasing.acceptance.process.AlertmanagerProcess;
import io.dephasing.acceptance.process.PrometheusProcess;
import io.dephasing.core.event.GroupKey;
import io.dephasing.schemas.AlertState;
import io.dephasing.schemas.Sli;
import io.dephasing.topology.Options;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.core.execution.JobClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExportOutageIT {
  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final int GROUPS = 50;
  private static final int MINUTES = 15;
  private static final int BEFORE = 5;

  @TempDir Path folder;

  @Test
  void no_sample_is_missing_after_an_outage_and_alerts_go_on_meanwhile() throws Exception {
    long firstEndMillis = ExportRecords.lastEndMillis() - MINUTES * MINUTE_MILLIS;
    try (TestBroker broker = TestBroker.start();
        PrometheusProcess prometheus = PrometheusProcess.start(folder.resolve("prometheus"));
        AlertmanagerProcess alertmanager =
            AlertmanagerProcess.start(folder.resolve("alertmanager"));
        ExportFixture fixture =
            new ExportFixture(broker.bootstrapServers(), "outage", folder.resolve("state"))) {
      // A small buffer: what waits does not fit, and has to stay in Kafka.
      JobClient job =
          ExportFixture.start(
              fixture
                  .settings()
                  .with(Options.PROMETHEUS_URL, prometheus.uri().toString())
                  .with(Options.PROMETHEUS_BATCH_SAMPLES, "20")
                  .with(Options.ALERTMANAGER_URLS, "'" + alertmanager.uri() + "'"));
      try {
        fixture.publishSlis(windows(firstEndMillis, 0, BEFORE));
        await("what came before")
            .atMost(PATIENCE)
            .untilAsserted(() -> assertThat(windows(prometheus)).isEqualTo(GROUPS * BEFORE));

        prometheus.stop();
        fixture.publishSlis(windows(firstEndMillis, BEFORE, MINUTES));
        alertsGoOn(fixture, alertmanager);

        prometheus.restart();
        await("nothing is missing")
            .atMost(PATIENCE)
            .untilAsserted(() -> assertThat(windows(prometheus)).isEqualTo(GROUPS * MINUTES));
        // A window's counter is another sample than its events, and may be in the next request.
        await("each is counted")
            .atMost(PATIENCE)
            .untilAsserted(() -> assertThat(counted(prometheus)).isEqualTo(GROUPS * MINUTES));
        assertThat(job.getJobStatus().get()).isEqualTo(JobStatus.RUNNING);
      } finally {
        job.cancel().get();
      }
    }
  }

  private static void alertsGoOn(ExportFixture fixture, AlertmanagerProcess alertmanager)
      throws Exception {
    for (int i = 0; i < 3; i++) {
      GroupKey group = ExportRecords.group("outage", "alert-" + i);
      long startsAt = System.currentTimeMillis() - 1_000;
      int firing = i + 1;
      fixture.publish(ExportRecords.alert(group, "a" + i, AlertState.FIRING, startsAt, null));
      await("alerts go on while Prometheus is down")
          .atMost(PATIENCE)
          .untilAsserted(() -> assertThat(alertmanager.alerts()).hasSize(firing));
    }
  }

  private static List<Sli> windows(long firstEndMillis, int from, int to) {
    List<Sli> slis = new ArrayList<>();
    for (int minute = from; minute < to; minute++) {
      for (int i = 0; i < GROUPS; i++) {
        slis.add(
            ExportRecords.sli(
                ExportRecords.group("outage", "group-" + i),
                firstEndMillis + minute * MINUTE_MILLIS,
                0,
                Map.of("events", (double) minute, "members", 40.0, "instances", 40.0)));
      }
    }
    return slis;
  }

  /** Windows of all groups that Prometheus has. */
  private static int windows(PrometheusProcess prometheus) {
    return value(
        prometheus.query(
            "sum(count_over_time(dephasing_events{service=\"outage\"}[2h]))",
            System.currentTimeMillis()));
  }

  private static int counted(PrometheusProcess prometheus) {
    return value(
        prometheus.query(
            "sum(max_over_time(dephasing_slo_windows_total{service=\"outage\"}[2h]))",
            System.currentTimeMillis()));
  }

  private static int value(JsonNode result) {
    return result.isEmpty() ? 0 : (int) result.get(0).path("value").get(1).asDouble();
  }
}
