package io.dephasing.acceptance.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.dephasing.acceptance.process.AlertmanagerProcess;
import io.dephasing.core.event.GroupKey;
import io.dephasing.schemas.AlertState;
import io.dephasing.topology.Options;
import java.nio.file.Path;
import java.time.Duration;
import org.apache.flink.core.execution.JobClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExportAlertsIT {
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final GroupKey NIGHTLY = ExportRecords.group("backup", "nightly");
  private static final GroupKey HOURLY = ExportRecords.group("backup", "hourly");

  @TempDir Path folder;

  @Test
  void an_alert_fires_is_grouped_and_resolves_although_another_alertmanager_is_dead()
      throws Exception {
    try (TestBroker broker = TestBroker.start();
        AlertmanagerProcess dead = AlertmanagerProcess.start(folder.resolve("dead"));
        AlertmanagerProcess alertmanager = AlertmanagerProcess.start(folder.resolve("alive"));
        ExportFixture fixture =
            new ExportFixture(broker.bootstrapServers(), "alerts", folder.resolve("state"))) {
      dead.stop();
      long startsAt = System.currentTimeMillis() - 5_000;
      fixture.publish(ExportRecords.alert(NIGHTLY, "a1", AlertState.FIRING, startsAt, null));
      fixture.publish(ExportRecords.alert(HOURLY, "a2", AlertState.FIRING, startsAt, null));
      JobClient job =
          ExportFixture.start(
              fixture
                  .settings()
                  .with(Options.ALERTMANAGER_URLS, urls(dead, alertmanager))
                  .with(Options.GRAFANA_URL, "http://grafana:3000"));
      try {
        awaitBoth(alertmanager);
        fixture.publish(
            ExportRecords.alert(NIGHTLY, "a1", AlertState.RESOLVED, startsAt, startsAt + 2_000));
        await("one is over")
            .atMost(PATIENCE)
            .untilAsserted(() -> assertThat(alertmanager.alerts()).hasSize(1));
        assertThat(alertmanager.alerts().get(0).path("labels").path("group").asText())
            .isEqualTo("hourly");

        dead.restart();
        await("the one that was dead knows it, too")
            .atMost(PATIENCE)
            .untilAsserted(() -> assertThat(dead.alerts()).hasSize(1));
      } finally {
        job.cancel().get();
      }
    }
  }

  private static void awaitBoth(AlertmanagerProcess alertmanager) {
    await("both fire, in one group")
        .atMost(PATIENCE)
        .untilAsserted(
            () -> {
              assertThat(alertmanager.groups()).hasSize(1);
              assertThat(alertmanager.groups().get(0).path("alerts")).hasSize(2);
            });
    JsonNode group = alertmanager.groups().get(0);
    assertThat(group.path("labels").path("alertname").asText()).isEqualTo("DephasingHerd");
    assertThat(group.path("labels").path("service").asText()).isEqualTo("backup");
    assertThat(group.path("receiver").path("name").asText()).isEqualTo("page");
    assertThat(group.path("alerts").get(0).path("generatorURL").asText())
        .startsWith("http://grafana:3000/d/dephasing-debug?");
  }

  private static String urls(AlertmanagerProcess one, AlertmanagerProcess other) {
    return "'" + one.uri() + "';'" + other.uri() + "'";
  }
}
