package io.dephasing.dashboards;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.dephasing.core.rule.RuleCatalogue;
import io.dephasing.repository.Repository;
import io.dephasing.repository.Tool;
import io.dephasing.repository.Yaml;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The examples that are copied: Prometheus, Alertmanager, Grafana's provisioning. */
final class ConfigurationFilesTest {
  private static final Path DASHBOARDS = Repository.ROOT.resolve("dashboards");
  private static final Path ALERTMANAGER = DASHBOARDS.resolve("alertmanager");

  @Test
  void prometheus_accepts_its_configuration() {
    assertThat(Tool.PROMTOOL.run(RulesFile.FOLDER, 30, "check", "config", "prometheus.yml"))
        .satisfies(outcome -> assertThat(outcome.exitCode()).as(outcome.output()).isZero());
  }

  @Test
  void prometheus_takes_samples_that_come_late() {
    assertThat(
            Yaml.tree(RulesFile.FOLDER.resolve("prometheus.yml"))
                .at("/storage/tsdb/out_of_order_time_window")
                .asText())
        .isEqualTo("6h");
  }

  @Test
  void alertmanager_accepts_its_configuration() {
    assertThat(Tool.AMTOOL.run(ALERTMANAGER, 30, "check-config", "alertmanager.yml"))
        .satisfies(outcome -> assertThat(outcome.exitCode()).as(outcome.output()).isZero());
  }

  @ParameterizedTest
  @CsvSource({
    "page, severity=page alertname=DephasingHerd service=checkout group=report",
    "page, severity=page alertname=DephasingPipelineSilent",
    "ticket, severity=ticket alertname=DephasingPeakRate service=checkout",
    "ticket, severity=ticket alertname=DephasingExportFailing sink=prometheus",
    "page, severity=page alertname=DephasingJobRestarting job_name=dephasing-detection",
    "ticket, severity=ticket alertname=DephasingDeadLetters topic=dephasing.job-starts",
    "ticket, alertname=SomethingElse"
  })
  void an_alert_reaches_its_receiver(String receiver, String labels) {
    String[] arguments =
        Stream.concat(
                Stream.of(
                    "config",
                    "routes",
                    "test",
                    "--config.file=alertmanager.yml",
                    "--verify.receivers=" + receiver),
                Arrays.stream(labels.split(" ")))
            .toArray(String[]::new);

    assertThat(Tool.AMTOOL.run(ALERTMANAGER, 30, arguments))
        .satisfies(outcome -> assertThat(outcome.exitCode()).as(outcome.output()).isZero());
  }

  /** Labels that both lack are equal: without a service a page would mute every ticket of a job. */
  @Test
  void a_page_about_a_job_mutes_no_ticket_that_names_its_cause() {
    assertThat(Yaml.tree(ALERTMANAGER.resolve("alertmanager.yml")).path("inhibit_rules"))
        .isNotEmpty()
        .allSatisfy(
            rule ->
                assertThat(rule.path("source_matchers").toString())
                    .containsAnyOf("service!=", "DephasingCrossGroup"));
  }

  /** Of one service and kind, and not of another: the flood is judged for the service. */
  @ParameterizedTest
  @CsvSource({
    "true, DephasingRetryFlood, retry, checkout, DephasingHerd, retry, checkout",
    "false, DephasingRetryFlood, retry, checkout, DephasingHerd, job-start, checkout",
    "false, DephasingRetryFlood, retry, checkout, DephasingHerd, retry, payments",
    "false, DephasingRetryFlood, retry, checkout, DephasingStampede, retry, checkout",
    "false, DephasingHerd, retry, checkout, DephasingRetryFlood, retry, checkout"
  })
  void a_flood_of_retries_mutes_the_herds_of_its_operations(
      boolean isMuted,
      String source,
      String sourceKind,
      String sourceService,
      String target,
      String targetKind,
      String targetService) {
    Map<String, String> flood =
        Map.of(
            "alertname", source, "kind", sourceKind, "service", sourceService, "severity", "page");
    Map<String, String> herd =
        Map.of(
            "alertname",
            target,
            "kind",
            targetKind,
            "service",
            targetService,
            "group",
            "charge",
            "severity",
            "page");

    assertThat(Inhibition.of(ALERTMANAGER.resolve("alertmanager.yml")).mutes(flood, herd))
        .isEqualTo(isMuted);
  }

  /** Of one group or service, whatever the rules: who would be woken still is. */
  @Test
  void a_ticket_mutes_no_page() {
    Inhibition inhibition = Inhibition.of(ALERTMANAGER.resolve("alertmanager.yml"));
    List<String> muted = new ArrayList<>();
    for (RuleCatalogue source : RuleCatalogue.values()) {
      for (RuleCatalogue target : RuleCatalogue.values()) {
        if (inhibition.mutes(labels(source, "ticket"), labels(target, "page"))) {
          muted.add(source.id() + " mutes " + target.id());
        }
      }
    }
    assertThat(muted).isEmpty();
  }

  private static Map<String, String> labels(RuleCatalogue rule, String severity) {
    return Map.of(
        "alertname",
        rule.alertName(),
        "kind",
        "retry",
        "service",
        "checkout",
        "group",
        "charge",
        "severity",
        severity);
  }

  @Test
  void grafana_loads_the_dashboards_from_files() {
    JsonNode provider =
        Yaml.tree(DASHBOARDS.resolve("provisioning/dashboards/dephasing.yml")).at("/providers/0");

    assertThat(provider.path("type").asText()).isEqualTo("file");
    assertThat(provider.path("folder").asText()).isEqualTo("Dephasing");
    assertThat(provider.path("allowUiUpdates").asBoolean(true)).isFalse();
    assertThat(provider.at("/options/path").asText()).startsWith("/");
  }

  @Test
  void the_data_source_knows_that_samples_come_once_a_minute() {
    JsonNode source =
        Yaml.tree(DASHBOARDS.resolve("provisioning/datasources/prometheus.yml"))
            .at("/datasources/0");

    assertThat(source.path("type").asText()).isEqualTo("prometheus");
    assertThat(source.at("/jsonData/timeInterval").asText()).isEqualTo("60s");
    assertThat(source.at("/jsonData/exemplarTraceIdDestinations/0/name").asText())
        .isEqualTo("trace_id");
  }
}
