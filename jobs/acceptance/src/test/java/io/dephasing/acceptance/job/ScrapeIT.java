package io.dephasing.acceptance.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.dephasing.acceptance.process.PrometheusProcess;
import io.dephasing.operators.metrics.OperatorCounter;
import io.dephasing.operators.metrics.OperatorGauge;
import io.dephasing.simulation.Fleets;
import io.dephasing.topology.JobSettings;
import io.dephasing.topology.Options;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.flink.core.execution.JobClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScrapeIT {
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final Path SHIPPED = Path.of("../../dashboards/prometheus/prometheus.yml");

  @TempDir Path folder;

  @Test
  void flink_s_metrics_have_our_names_by_the_scrape_configuration_that_is_shipped()
      throws Exception {
    int port = freePort();
    long nowMillis = System.currentTimeMillis();
    try (TestBroker broker = TestBroker.start();
        PrometheusProcess prometheus =
            PrometheusProcess.start(folder.resolve("prometheus"), scrape(port))) {
      JobFixture fixture =
          new JobFixture(broker.bootstrapServers(), "scraped", folder.resolve("state"));
      fixture.publish(
          Fleets.herd(40)
              .of(ExportRecords.group("backup", "nightly"))
              .seeded(1)
              .at(nowMillis - 120_000)
              .events(),
          Placement.BY_GROUP);
      JobSettings settings =
          fixture.settings(JobSettings.Run.LIVE).with(Options.METRICS_PORT, String.valueOf(port));
      JobClient job = JobFixture.start(settings, "scraped");
      try {
        await("the events are counted").atMost(PATIENCE).untilAsserted(() -> counted(prometheus));
        assertThat(names(prometheus))
            .contains(
                name(OperatorCounter.EVENTS_COUNTED.id()),
                name(OperatorCounter.EVENTS_LATE.id()),
                name(OperatorGauge.ALERT_DELAY.id()),
                name(OperatorGauge.WATERMARK_LAG.id()))
            .noneMatch(each -> each.contains("topic"));
      } finally {
        job.cancel().get();
      }
    }
  }

  private static void counted(PrometheusProcess prometheus) {
    JsonNode in =
        prometheus.query(
            "dephasing_pipeline_events_in_total{topic=\"scraped.job-starts\"}",
            System.currentTimeMillis());
    assertThat(in).hasSize(1);
    assertThat(in.get(0).path("value").get(1).asText()).isEqualTo("40");
    assertThat(in.get(0).path("metric").path("job_name").asText()).isEqualTo("scraped");
  }

  private static Set<String> names(PrometheusProcess prometheus) {
    Set<String> names = new TreeSet<>();
    prometheus
        .query("{__name__=~\"dephasing_pipeline_.+\"}", System.currentTimeMillis())
        .forEach(each -> names.add(each.path("metric").path("__name__").asText()));
    return names;
  }

  private static String name(String id) {
    return "dephasing_pipeline_" + id;
  }

  /** What is shipped, of this target. */
  private static String scrape(int port) throws IOException {
    String shipped = Files.readString(SHIPPED);
    int relabelling = shipped.indexOf("    metric_relabel_configs:");
    String relabel =
        shipped
            .substring(relabelling)
            .lines()
            .takeWhile(line -> !line.startsWith("  - job_name"))
            .collect(Collectors.joining("\n"));
    return """
        scrape_configs:
          - job_name: flink
            scrape_interval: 1s
            static_configs:
              - targets: [127.0.0.1:%d]
        """
            .formatted(port)
        + relabel
        + "\n";
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }
}
