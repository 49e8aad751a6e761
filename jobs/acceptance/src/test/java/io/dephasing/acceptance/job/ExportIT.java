package io.dephasing.acceptance.job;

import static io.dephasing.acceptance.job.ExportRecords.MINUTE_MILLIS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.dephasing.acceptance.process.PrometheusProcess;
import io.dephasing.connectors.kafka.TopicRole;
import io.dephasing.core.annotation.AnnotationChange;
import io.dephasing.core.annotation.AnnotationChange.Place;
import io.dephasing.core.annotation.AnnotationKind;
import io.dephasing.core.annotation.AnnotationScope;
import io.dephasing.core.annotation.ScopedAnnotation;
import io.dephasing.core.annotation.ScopedAnnotation.Period;
import io.dephasing.core.annotation.ScopedAnnotation.Text;
import io.dephasing.core.event.Event;
import io.dephasing.core.event.GroupKey;
import io.dephasing.formats.annotation.AuditRecords;
import io.dephasing.schemas.Sli;
import io.dephasing.simulation.Fleets;
import io.dephasing.topology.JobSettings;
import io.dephasing.topology.Options;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.apache.flink.core.execution.JobClient;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ExportIT {
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  /** What the dashboards ask. */
  private static final String MARK =
      "dephasing_annotation_timestamp_seconds{service=~\"depot\"} * 1000";

  private static final String SHADE =
      "max by (service, title) (dephasing_maintenance_active{service=~\"depot\"}) == 1";
  private static final Place PLACE = new Place("annotations", 0, 1, 1);
  private static final GroupKey REVISED = ExportRecords.group("shop", "revised");
  private static final GroupKey SPOILED = ExportRecords.group("shop", "spoiled");
  private static final GroupKey GOOD = ExportRecords.group("shop", "good");

  @TempDir static Path folder;

  private TestBroker broker;
  private PrometheusProcess prometheus;

  @BeforeAll
  void start() {
    broker = TestBroker.start();
    prometheus = PrometheusProcess.start(folder.resolve("prometheus"));
  }

  @AfterAll
  void stop() throws Exception {
    prometheus.close();
    broker.close();
  }

  @Test
  void every_measure_of_a_replayed_scenario_arrives() throws Exception {
    Published published = replayed();
    Set<String> expected = new TreeSet<>();
    published.slis().forEach(sli -> expected.addAll(measures(sli)));
    JobClient job =
        ExportFixture.start(settings(broker.bootstrapServers(), "replayed", folder.resolve("e")));
    try {
      await("all samples")
          .atMost(PATIENCE)
          .untilAsserted(
              () ->
                  assertThat(written("{__name__=~\"dephasing_.+\",window!=\"\"}"))
                      .containsAll(expected));
      assertThat(expected).hasSizeGreaterThan(500);
      assertThat(at("dephasing_alert_state{alertname=\"DephasingHerd\"}[2h]")).isNotEmpty();
      assertThat(
              value(
                  "max(max_over_time(dephasing_alerts_started_total{alertname=\"DephasingHerd\"}[2h]))"))
          .isEqualTo(1);
      assertThat(value("sum(max_over_time(dephasing_slo_windows_total{group=\"nightly\"}[2h]))"))
          .isEqualTo(
              (double) published.finalSlis().values().stream().filter(ExportIT::isNightly).count());
      assertThat(value("sum(increase(dephasing_slo_bad_windows_total{group=\"nightly\"}[2h]))"))
          .isPositive();
    } finally {
      job.cancel().get();
    }
  }

  /** Half an hour of a group, ten minutes ago, with a herd in it. */
  private Published replayed() throws Exception {
    long startMillis = ExportRecords.lastEndMillis() - 40 * MINUTE_MILLIS;
    GroupKey nightly = ExportRecords.group("backup", "nightly");
    List<Event> events =
        Fleets.poisson(40, 0.5)
            .of(nightly)
            .seeded(1)
            .over(startMillis, 30 * MINUTE_MILLIS)
            .and(Fleets.herd(40).of(nightly).seeded(2).at(startMillis + 20 * MINUTE_MILLIS))
            .events();
    JobFixture detection =
        new JobFixture(broker.bootstrapServers(), "replayed", folder.resolve("d"));
    detection.publish(events, Placement.BY_GROUP);
    Published published = detection.replay(1, UnaryOperator.identity());
    assertThat(published.alerts()).isNotEmpty();
    return published;
  }

  private static boolean isNightly(Sli sli) {
    return sli.getGroup().getName().equals("nightly") && sli.getCompliant() != null;
  }

  @Test
  void the_highest_revision_wins_at_the_step_and_one_bad_sample_takes_no_other_with_it()
      throws Exception {
    long endMillis = ExportRecords.lastEndMillis();
    try (ExportFixture fixture =
        new ExportFixture(broker.bootstrapServers(), "revised", folder.resolve("r"))) {
      publishFirst(fixture, endMillis);
      JobClient job =
          ExportFixture.start(settings(broker.bootstrapServers(), "revised", folder.resolve("r")));
      try {
        awaitEvents(endMillis, Map.of("revised", 40.0, "spoiled", 1.0));
        fixture.publishSlis(
            List.of(
                ExportRecords.sli(SPOILED, endMillis, 0, Map.of("events", 2.0)),
                ExportRecords.sli(GOOD, endMillis, 0, Map.of("events", 7.0)),
                ExportRecords.sli(REVISED, endMillis, 1, Map.of("events", 53.0))));
        awaitEvents(endMillis, Map.of("revised", 53.0, "good", 7.0, "spoiled", 1.0));
        awaitFailures(fixture, endMillis);
      } finally {
        job.cancel().get();
      }
    }
  }

  @Test
  void annotations_that_were_accepted_are_drawn_and_withdrawn_ones_no_more() throws Exception {
    long atMillis = System.currentTimeMillis() - 3 * MINUTE_MILLIS;
    ScopedAnnotation rollout =
        note(AnnotationKind.ROLLOUT_START, Period.at(atMillis), new Text(null, "v42", null, null));
    ScopedAnnotation maintenance =
        note(
            AnnotationKind.MAINTENANCE,
            new Period(atMillis, atMillis + 60 * MINUTE_MILLIS),
            new Text("discs", null, null, null));
    try (ExportFixture fixture =
        new ExportFixture(broker.bootstrapServers(), "drawn", folder.resolve("a"))) {
      fixture.publish(TopicRole.AUDIT, "?", "no record".getBytes(StandardCharsets.UTF_8));
      audit(fixture, AnnotationChange.refused("x", "until: missing", PLACE));
      audit(fixture, AnnotationChange.accepted(rollout, PLACE));
      audit(fixture, AnnotationChange.accepted(maintenance, PLACE));
      JobClient job =
          ExportFixture.start(settings(broker.bootstrapServers(), "drawn", folder.resolve("a")));
      try {
        awaitDrawn(atMillis);
        assertThat(at(MARK, atMillis - 1)).as("before it happened").isEmpty();
        assertThat(
                at("dephasing_annotation_timestamp_seconds{type=\"deployment\"}")
                    .findValuesAsText("title"))
            .containsExactly("rollout v42 starts");
        audit(fixture, AnnotationChange.withdrawn(maintenance.id(), maintenance, PLACE));
        await("its end")
            .atMost(PATIENCE)
            .untilAsserted(() -> assertThat(at(SHADE, System.currentTimeMillis())).isEmpty());
        assertThat(at(MARK, System.currentTimeMillis())).hasSize(1);
      } finally {
        job.cancel().get();
      }
    }
  }

  private void awaitDrawn(long atMillis) {
    await("what was accepted")
        .atMost(PATIENCE)
        .untilAsserted(
            () -> {
              assertThat(at(MARK, System.currentTimeMillis())).containsExactly((double) atMillis);
              assertThat(at(SHADE, System.currentTimeMillis())).containsExactly(1.0);
            });
  }

  private static ScopedAnnotation note(AnnotationKind type, Period period, Text text) {
    return new ScopedAnnotation(type.id(), type, AnnotationScope.ofService("depot"), period, text);
  }

  private static void audit(ExportFixture fixture, AnnotationChange change) throws Exception {
    fixture.publish(TopicRole.AUDIT, change.id(), AuditRecords.bytes(change));
  }

  private static void publishFirst(ExportFixture fixture, long endMillis) throws Exception {
    long farMillis = 1_000 * MINUTE_MILLIS;
    fixture.publish(ExportRecords.sli(REVISED, endMillis, 0, Map.of("events", 40.0)));
    fixture.publish(TopicRole.SLIS, "?", "no record".getBytes(StandardCharsets.UTF_8));
    fixture.publish(ExportRecords.sli(SPOILED, endMillis, 0, Map.of("events", 1.0)));
    fixture.publish(ExportRecords.sli(SPOILED, endMillis - farMillis, 0, Map.of("events", 3.0)));
    fixture.publish(ExportRecords.sli(SPOILED, endMillis + farMillis, 0, Map.of("events", 4.0)));
  }

  private void awaitEvents(long endMillis, Map<String, Double> expected) {
    await("events of " + expected.keySet())
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                expected.forEach(
                    (group, events) ->
                        assertThat(at("dephasing_events{group=\"%s\"}".formatted(group), endMillis))
                            .contains(events)));
  }

  /** They are told every 15 s, those of the step before the sink with the next record. */
  private void awaitFailures(ExportFixture fixture, long endMillis) {
    AtomicInteger revision = new AtomicInteger(1);
    await("what was dropped is counted")
        .atMost(PATIENCE)
        .pollInterval(Duration.ofSeconds(2))
        .untilAsserted(
            () -> {
              fixture.publish(
                  ExportRecords.sli(
                      GOOD, endMillis, revision.getAndIncrement(), Map.of("events", 7.0)));
              assertThat(failures("duplicate")).isEqualTo(1);
              assertThat(failures("too_old")).isPositive();
              assertThat(failures("future")).isPositive();
              assertThat(value("sum(dephasing_export_unreadable_total)")).isEqualTo(1);
            });
  }

  private double failures(String reason) {
    return value("sum(dephasing_export_failures_total{reason=\"%s\"})".formatted(reason));
  }

  private JobSettings settings(String servers, String prefix, Path state) {
    return ExportFixture.settings(servers, prefix, state)
        .with(Options.PROMETHEUS_URL, prometheus.uri().toString());
  }

  /** Of each measure: name, labels, time and value. */
  private static Set<String> measures(Sli sli) {
    Map<String, String> labels = new TreeMap<>();
    labels.put("kind", sli.getGroup().getKind());
    if (!sli.getGroup().getService().equals("*")) {
      labels.put("service", sli.getGroup().getService());
    }
    if (!sli.getGroup().getName().equals("*")) {
      labels.put("group", sli.getGroup().getName());
    }
    labels.put("window", "1m");
    long timeMillis = sli.getWindowEnd().toEpochMilli() - 1_000 + sli.getRevision();
    Set<String> lines = new TreeSet<>();
    sli.getMeasures()
        .forEach(
            (id, value) -> {
              Map<String, String> all = new TreeMap<>(labels);
              all.put("__name__", "dephasing_" + id);
              lines.add("%s %d %s".formatted(all, timeMillis, value));
            });
    return lines;
  }

  private Set<String> written(String selector) {
    Set<String> lines = new TreeSet<>();
    for (JsonNode series : prometheus.query(selector + "[2h]", System.currentTimeMillis())) {
      Map<String, String> labels = new TreeMap<>();
      series
          .path("metric")
          .properties()
          .forEach(label -> labels.put(label.getKey(), label.getValue().asText()));
      for (JsonNode each : series.path("values")) {
        lines.add(
            "%s %d %s"
                .formatted(
                    labels,
                    Math.round(each.get(0).asDouble() * 1e3),
                    Double.parseDouble(each.get(1).asText())));
      }
    }
    return lines;
  }

  private JsonNode at(String expression) {
    return prometheus.query(expression, System.currentTimeMillis());
  }

  private List<Double> at(String expression, long atMillis) {
    List<Double> values = new ArrayList<>();
    prometheus
        .query(expression, atMillis)
        .forEach(each -> values.add(Double.parseDouble(each.path("value").get(1).asText())));
    return values;
  }

  private double value(String expression) {
    List<Double> values = at(expression, System.currentTimeMillis());
    return values.isEmpty() ? Double.NaN : values.get(0);
  }
}
