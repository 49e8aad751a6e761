package io.dephasing.export.alertmanager;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.dephasing.export.prometheus.ExternalLabels;
import io.dephasing.schemas.Alert;
import io.dephasing.schemas.AlertState;
import io.dephasing.schemas.Condition;
import io.dephasing.schemas.Evidence;
import io.dephasing.schemas.Group;
import io.dephasing.schemas.Severity;
import java.io.IOException;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AlertPostTest {
  private static final long START_MILLIS = 1_772_700_000_000L;
  private static final long BELIEVED_MILLIS = START_MILLIS + 240_000;
  private static final Links LINKS = new Links("http://grafana:3000/", "https://docs.example");

  @Test
  void a_firing_alert_ends_when_it_is_no_longer_to_be_believed() throws IOException {
    JsonNode json = json(alert().build(), LINKS);

    assertThat(json.path("startsAt").asText())
        .isEqualTo(Instant.ofEpochMilli(START_MILLIS).toString());
    assertThat(json.path("endsAt").asText())
        .isEqualTo(Instant.ofEpochMilli(BELIEVED_MILLIS).toString());
  }

  @Test
  void one_that_is_over_ends_when_it_did_and_never_when_it_began() throws IOException {
    Alert over =
        alert().setState(AlertState.RESOLVED).setEndsAt(Instant.ofEpochMilli(START_MILLIS)).build();

    assertThat(json(over, LINKS).path("endsAt").asText())
        .isEqualTo(Instant.ofEpochMilli(START_MILLIS + 1).toString());
  }

  @Test
  void labels_are_the_record_s_without_empty_values_and_names_that_are_none() throws IOException {
    Alert alert =
        alert()
            .setLabels(
                Map.of(
                    "alertname", "DephasingHerd", "severity", "ticket", "cohort", "", "a-b", "x"))
            .build();

    JsonNode labels = json(alert, LINKS).path("labels");
    assertThat(labels).hasSize(2);
    assertThat(labels.path("severity").asText()).isEqualTo("ticket");
  }

  @Test
  void the_same_alert_of_two_regions_is_two() {
    AlertPost here = inRegion("eu");
    AlertPost there = inRegion("us");

    assertThat(here.identity()).contains("region=eu").isNotEqualTo(there.identity());
    assertThat(here.json()).contains("\"region\":\"eu\"");
  }

  private static AlertPost inRegion(String region) {
    return AlertPost.of(
        alert().build(), BELIEVED_MILLIS, LINKS, new ExternalLabels(Map.of("region", region)));
  }

  @Test
  void annotations_say_what_was_found_and_where_to_go_on() throws IOException {
    JsonNode annotations = json(alert().build(), LINKS).path("annotations");

    assertThat(annotations.path("summary").asText()).isEqualTo("40 of 40 within 2 s");
    assertThat(annotations.path("evidence").asText())
        .isEqualTo("herd_size 40 against 10 needed count");
    assertThat(annotations.path("runbook_url").asText())
        .isEqualTo("https://docs.example/runbooks/herd.md");
    assertThat(annotations.path("policy_version").asText()).isEqualTo("v7");
  }

  @Test
  void the_generator_is_the_debug_dashboard_around_the_herd_and_a_uri() throws IOException {
    String link = json(alert().build(), LINKS).path("generatorURL").asText();

    assertThat(URI.create(link)).hasPath("/d/dephasing-debug").hasHost("grafana");
    assertThat(link)
        .contains("var-service=shop%2Feu")
        .contains("var-group=nightly+sync")
        .contains("from=" + (START_MILLIS - 900_000));
  }

  @Test
  void without_a_grafana_there_is_no_link() throws IOException {
    JsonNode json = json(alert().build(), new Links(null, null));

    assertThat(json.has("generatorURL")).isFalse();
    assertThat(json.path("annotations").has("dashboard_url")).isFalse();
    assertThat(json.path("annotations").has("runbook_url")).isFalse();
  }

  @Test
  void an_alert_whose_number_is_none_is_posted_all_the_same() throws IOException {
    Alert alert = alert().build();
    alert
        .getEvidence()
        .setConditions(List.of(new Condition("herd_size", Double.NaN, 10.0, "instances")));

    assertThat(json(alert, LINKS).path("annotations").path("evidence").asText())
        .startsWith("herd_size NaN against ");
  }

  private static JsonNode json(Alert alert, Links links) throws IOException {
    return new ObjectMapper()
        .readTree(AlertPost.of(alert, BELIEVED_MILLIS, links, ExternalLabels.NONE).json());
  }

  private static Alert.Builder alert() {
    return Alert.newBuilder()
        .setAlertId("a1")
        .setFingerprint("f1")
        .setState(AlertState.FIRING)
        .setRule("herd")
        .setSeverity(Severity.PAGE)
        .setGroup(
            Group.newBuilder()
                .setKind("job-start")
                .setService("shop/eu")
                .setName("nightly sync")
                .build())
        .setGroupKey("job-start/shop%2Feu/nightly sync")
        .setSummary("40 of 40 within 2 s")
        .setDescription("many at once")
        .setStartsAt(Instant.ofEpochMilli(START_MILLIS))
        .setDecidedAt(Instant.ofEpochMilli(START_MILLIS + 1_000))
        .setEvidence(
            Evidence.newBuilder()
                .setConditions(List.of(new Condition("herd_size", 40.0, 10.0, "count")))
                .setHistogram(List.of())
                .setInstances(List.of())
                .build())
        .setLabels(Map.of("alertname", "DephasingHerd", "severity", "page"))
        .setRunbook("runbooks/herd.md")
        .setPolicyVersion("v7");
  }
}
