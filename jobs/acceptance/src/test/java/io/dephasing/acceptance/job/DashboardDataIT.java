package io.dephasing.acceptance.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.dephasing.acceptance.process.PrometheusProcess;
import io.dephasing.connectors.kafka.TopicRole;
import io.dephasing.core.event.Details;
import io.dephasing.core.event.Event;
import io.dephasing.core.event.EventKind;
import io.dephasing.core.event.GroupKey;
import io.dephasing.core.event.Run;
import io.dephasing.core.event.Tags;
import io.dephasing.dashboards.PanelQuery;
import io.dephasing.repository.Repository;
import io.dephasing.simulation.DemoFleet;
import io.dephasing.simulation.Fleets;
import io.dephasing.topology.JobSettings;
import io.dephasing.topology.Options;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.core.execution.JobClient;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Both jobs, a real Prometheus that is written to and that scrapes with the shipped configuration,
 * two hours of the demo's fleet: what does each panel get?
 */
final class DashboardDataIT {
  private static final long MINUTE_MILLIS = 60_000;
  private static final long RANGE_MINUTES = 120;
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  private static final String NO_CHANGE = "nobody annotated that dephasing was changed";
  private static final String NO_BROKER_TIME = "the topics here have no LogAppendTime";
  private static final String LIMITS =
      "limits: {rate_peak_per_second: 100, concurrency_max: 200, in_flight: 20,"
          + " start_delay_p99_seconds: 200}";

  /** More than any service of the fleet has. */
  private static final int MOST_GROUPS = 12;

  /** Panels, or single queries of them, that have no data here, and why. */
  private static final Map<String, String> EMPTY =
      Map.ofEntries(
          Map.entry("Clock skew", NO_BROKER_TIME),
          Map.entry("Events ahead of the broker", NO_BROKER_TIME),
          Map.entry("Peak QPS reduction", NO_CHANGE),
          Map.entry("Requests saved at the origin", NO_CHANGE),
          Map.entry("Change against baseline, with confidence", NO_CHANGE));

  @TempDir Path folder;

  @Test
  void every_panel_has_data_or_a_reason_not_to() throws Exception {
    long endMillis = System.currentTimeMillis() / MINUTE_MILLIS * MINUTE_MILLIS;
    int detectionPort = freePort();
    int exportPort = freePort();
    try (TestBroker broker = TestBroker.start();
        PrometheusProcess prometheus =
            PrometheusProcess.start(
                folder.resolve("prometheus"), configuration(detectionPort, exportPort))) {
      JobFixture fixture =
          new JobFixture(broker.bootstrapServers(), "data", folder.resolve("detection"));
      fixture.publish(fleet(endMillis), Placement.BY_GROUP);
      publishNonsense(fixture);
      publishRuns(fixture, endMillis);
      JobClient detection = startDetection(fixture, detectionPort);
      JobClient export =
          ExportFixture.start(
              ExportFixture.settings(broker.bootstrapServers(), "data", folder.resolve("export"))
                  .with(Options.PROMETHEUS_URL, prometheus.uri().toString())
                  .with(Options.METRICS_PORT, String.valueOf(exportPort)));
      try {
        await("the last window, its rules and a scrape")
            .atMost(PATIENCE)
            .untilAsserted(() -> assertThat(missing(prometheus, endMillis)).isEmpty());
        // Groups arrive one after the other, and some only with the next scrape.
        await("data on every panel")
            .atMost(PATIENCE)
            .pollInterval(Duration.ofSeconds(2))
            .untilAsserted(() -> assertThat(unexcused(prometheus)).isEmpty());
        check(prometheus);
      } finally {
        export.cancel().get();
        detection.cancel().get();
      }
    }
  }

  private static void check(PrometheusProcess prometheus) {
    Map<String, String> empty = new TreeMap<>();
    List<String> wronglyExcused = new ArrayList<>();
    long nowMillis = System.currentTimeMillis();
    for (PanelQuery query : PanelQuery.all(RANGE_MINUTES + "m")) {
      String name = query.panel() + " " + query.query();
      String reason = EMPTY.getOrDefault(query.panel(), EMPTY.get(name));
      long points = finitePoints(prometheus, query, nowMillis);
      System.out.printf("%s: %s%n", query, points > 0 ? points + " points" : "empty, " + reason);
      if (points == 0 && reason == null) {
        empty.put(query.toString(), query.expression());
      } else if (points > 0 && reason != null) {
        wronglyExcused.add(query.toString());
      }
    }
    assertThat(empty).as("panels without data").isEmpty();
    assertThat(wronglyExcused).as("panels that have data and a reason not to").isEmpty();
  }

  /** Queries that are empty and have no reason to be. */
  private static List<PanelQuery> unexcused(PrometheusProcess prometheus) {
    long nowMillis = System.currentTimeMillis();
    return PanelQuery.all(RANGE_MINUTES + "m").stream()
        .filter(query -> !EMPTY.containsKey(query.panel()))
        .filter(query -> !EMPTY.containsKey(query.panel() + " " + query.query()))
        .filter(query -> finitePoints(prometheus, query, nowMillis) == 0)
        .toList();
  }

  private static long finitePoints(PrometheusProcess prometheus, PanelQuery query, long nowMillis) {
    JsonNode result =
        query.isInstant()
            ? prometheus.query(query.expression(), nowMillis)
            : prometheus.queryRange(
                query.expression(),
                nowMillis / MINUTE_MILLIS * MINUTE_MILLIS - RANGE_MINUTES * MINUTE_MILLIS,
                nowMillis,
                60);
    long points = 0;
    for (JsonNode series : result) {
      JsonNode values = series.path("values");
      for (int i = 0; i < values.size(); i++) {
        points += isFinite(values.get(i)) ? 1 : 0;
      }
      points += isFinite(series.path("value")) ? 1 : 0;
    }
    return points;
  }

  private static boolean isFinite(JsonNode point) {
    return point.size() == 2
        && Double.isFinite(Double.parseDouble(point.get(1).asText().replace("Inf", "Infinity")));
  }

  /** What is there when everything has arrived. */
  private static List<String> signs(long endMillis) {
    return List.of(
        "max(timestamp(dephasing_events)) > " + (endMillis / 1000 - 120),
        "dephasing:slo_burn:ratio_1d",
        "dephasing:user_errors:ratio",
        "count_over_time(dephasing_pipeline_events_in_total[1m]) > 5",
        "flink_jobmanager_job_lastCheckpointDuration > 0");
  }

  private static List<String> missing(PrometheusProcess prometheus, long endMillis) {
    // Grafana asks at whole minutes.
    long atMillis = System.currentTimeMillis() / MINUTE_MILLIS * MINUTE_MILLIS;
    return signs(endMillis).stream()
        .filter(sign -> prometheus.query(sign, atMillis).isEmpty())
        .toList();
  }

  private static List<Event> fleet(long endMillis) {
    long startMillis = endMillis - (RANGE_MINUTES + 30) * MINUTE_MILLIS;
    DemoFleet fleet =
        new DemoFleet(
            new DemoFleet.Settings(
                10, 10, 1, endMillis - 60 * MINUTE_MILLIS, endMillis - 20 * MINUTE_MILLIS));
    List<Event> events = new ArrayList<>();
    fleet.events(startMillis, endMillis).forEachRemaining(events::add);
    events.addAll(
        Fleets.jittered(20, 30_000, 15_000)
            .of(new GroupKey(EventKind.JOB_START, "search", "poll", null))
            .running(2_000)
            .dressed(details -> onCriticalPath(details, endMillis - 30 * MINUTE_MILLIS))
            .over(startMillis, endMillis - startMillis)
            .events());
    // Ten bursts and more: the bank of periods is not sure of less.
    events.addAll(
        Fleets.jittered(20, 5 * MINUTE_MILLIS, 30_000)
            .of(new GroupKey(EventKind.JOB_START, "search", "merge", null))
            .over(startMillis, endMillis - startMillis)
            .events());
    events.removeIf(event -> event.timeMillis() >= endMillis);
    events.sort(Comparator.comparingLong(Event::timeMillis));
    return events;
  }

  /** For one resource, and from a time on in a new version. */
  private static Details onCriticalPath(Details details, long rolloutMillis) {
    Run run = details.run();
    boolean isNew = details.schedule().scheduledTimeMillis() >= rolloutMillis;
    return new Details(
        details.schedule(),
        new Run(run.runId(), run.durationMillis(), run.outcome(), run.warmth(), true),
        details.attempt(),
        new Tags(null, "index", isNew ? "v2" : "v1", details.tags().traceId()));
  }

  /** One event and one record that nobody can read. */
  private static void publishNonsense(JobFixture fixture) throws Exception {
    byte[] nonsense = "nonsense".getBytes(StandardCharsets.UTF_8);
    fixture.publishRaw(EventKind.JOB_START, 0, nonsense, nonsense);
    try (KafkaProducer<byte[], byte[]> producer = fixture.producer()) {
      producer
          .send(new ProducerRecord<>(fixture.topics().of(TopicRole.SLIS), nonsense, nonsense))
          .get();
    }
  }

  /** A producer that makes a group of each run. */
  private static void publishRuns(JobFixture fixture, long endMillis) throws Exception {
    List<Event> runs = new ArrayList<>();
    for (int i = 0; i <= MOST_GROUPS; i++) {
      runs.addAll(
          Fleets.jittered(1, MINUTE_MILLIS, 1_000)
              .of(new GroupKey(EventKind.JOB_START, "runaway", "run-" + i, null))
              .over(endMillis - 5 * MINUTE_MILLIS, 5 * MINUTE_MILLIS)
              .events());
    }
    fixture.publish(runs, Placement.BY_GROUP);
  }

  private static JobClient startDetection(JobFixture fixture, int port) throws Exception {
    JobSettings defaults = fixture.settings(JobSettings.Run.LIVE);
    JobSettings settings =
        new JobSettings(defaults.options(), LIMITS, defaults.run())
            .with(Options.STALE_AFTER, "0 s")
            .with(Options.DUPLICATES_HORIZON, "10 min")
            .with(Options.GROUPS_PER_SERVICE, String.valueOf(MOST_GROUPS))
            .with(Options.CHECKPOINT_INTERVAL, "1 s")
            .with(Options.METRICS_PORT, String.valueOf(port));
    return JobFixture.start(settings, "dephasing-detection");
  }

  /** The shipped rules and scrape, but sooner and from here. */
  private String configuration(int detectionPort, int exportPort) throws IOException {
    Path shipped = Repository.ROOT.resolve("dashboards/prometheus");
    Path rules =
        Files.writeString(
            folder.resolve("rules.yml"),
            Repository.text(shipped.resolve("dephasing.rules.yml"))
                .replace("interval: 1m", "interval: 1s"));
    String example = Repository.text(shipped.resolve("prometheus.yml"));
    String scrape =
        example
            .substring(
                example.indexOf("scrape_configs:"), example.indexOf("  - job_name: prometheus"))
            .replace("jobmanager:9249", "127.0.0.1:" + detectionPort)
            .replace("taskmanager:9249", "127.0.0.1:" + exportPort)
            .replace("- job_name: flink", "- job_name: flink\n    scrape_interval: 1s");
    return "rule_files: [" + rules + "]\n" + scrape;
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }
}
