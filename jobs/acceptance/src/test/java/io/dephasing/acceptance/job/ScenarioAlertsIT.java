package io.dephasing.acceptance.job;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.dephasing.core.annotation.ScopedAnnotation;
import io.dephasing.core.event.EventKind;
import io.dephasing.core.event.GroupKey;
import io.dephasing.core.policy.Policy;
import io.dephasing.core.rule.DueRule;
import io.dephasing.core.rule.InFlightRule;
import io.dephasing.core.rule.Rule;
import io.dephasing.core.rule.RuleCatalogue;
import io.dephasing.core.rule.SettledRule;
import io.dephasing.formats.annotation.AnnotationRecords;
import io.dephasing.schemas.Alert;
import io.dephasing.schemas.AlertState;
import io.dephasing.schemas.Condition;
import io.dephasing.simulation.LabelledEvents;
import io.dephasing.simulation.ReferenceRules;
import io.dephasing.simulation.ScenarioLabels;
import io.dephasing.simulation.Scenarios;
import io.dephasing.simulation.Setting;
import io.dephasing.topology.JobSettings;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The real job says of a scenario what the core says, at parallelism 1 and 4: by default of the
 * first scenario of each family of rules, with {@code -Dscenarios=all} of each. What a rule says is
 * the core's, and {@code ScenarioAlertsTest} plays all scenarios there each time; the ways through
 * the job are what a family has in common.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ScenarioAlertsIT {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final List<Integer> PARALLELISMS = List.of(1, 4);
  private static final Set<String> FAMILIES =
      Set.of(
          EventKind.JOB_START.id(),
          EventKind.RETRY.id(),
          EventKind.REMEDIATION.id(),
          "in flight",
          "when due",
          "settled",
          "across groups",
          "late",
          "told by people",
          "limited by the policy");
  private static final boolean ALL = "all".equals(System.getProperty("scenarios"));

  @TempDir Path state;

  private TestBroker broker;

  @BeforeAll
  void start() {
    broker = TestBroker.start();
  }

  @AfterAll
  void stop() throws Exception {
    broker.close();
  }

  static List<Arguments> scenarios() {
    List<Arguments> chosen = new ArrayList<>();
    for (int parallelism : PARALLELISMS) {
      Set<String> seen = new HashSet<>();
      for (Scenarios scenario : Scenarios.values()) {
        if (ALL || seen.addAll(families(scenario))) {
          chosen.add(Arguments.of(scenario, parallelism));
        }
      }
      assertThat(seen).as("families").isEqualTo(ALL ? Set.of() : FAMILIES);
    }
    return chosen;
  }

  /** The ways through the job that its alerts take. */
  private static Set<String> families(Scenarios scenario) {
    LabelledEvents played = scenario.play(Scenarios.DEFAULT_SEED);
    Set<String> families =
        played.events().events().stream()
            .map(event -> event.group().kind().id())
            .collect(Collectors.toCollection(HashSet::new));
    if (!played.setting().annotations().isEmpty()) {
      families.add("told by people");
    }
    if (!played.setting().limits().isEmpty()) {
      families.add("limited by the policy");
    }
    for (ScenarioLabels.Firing firing : played.labels().firings()) {
      families.add(
          firing.rule().equals(ScenarioLabels.LATE_EVENTS) ? "late" : judged(firing.rule()));
    }
    return families;
  }

  private static String judged(String rule) {
    Rule made = RuleCatalogue.ofId(rule).orElseThrow().create(Policy.DEFAULT);
    if (made instanceof InFlightRule) {
      return "in flight";
    }
    if (made instanceof DueRule) {
      return "when due";
    }
    return made instanceof SettledRule ? "settled" : "across groups";
  }

  @ParameterizedTest
  @MethodSource("scenarios")
  void the_job_raises_the_alerts_of_the_reference_and_of_the_labels(
      Scenarios scenario, int parallelism) throws Exception {
    LabelledEvents played = scenario.play(Scenarios.DEFAULT_SEED);
    JobFixture fixture =
        new JobFixture(broker.bootstrapServers(), scenario.id() + "-" + parallelism, state);
    fixture.publish(played.events().events(), Placement.BY_GROUP);
    for (ScopedAnnotation annotation : played.setting().annotations()) {
      fixture.annotate(annotation.id(), AnnotationRecords.bytes(annotation));
    }

    Published published =
        fixture.replay(parallelism, settings -> limited(settings, played.setting()));

    List<Alert> resolved =
        published.alerts().stream()
            .filter(alert -> alert.getState() == AlertState.RESOLVED)
            .toList();
    assertThat(
            resolved.stream()
                .filter(ScenarioAlertsIT::isCovered)
                // Told twice is one alert, but not where the ids differ.
                .map(alert -> Map.entry(alert.getAlertId(), line(alert)))
                .distinct()
                .map(Map.Entry::getValue)
                .sorted())
        .containsExactlyElementsOf(expected(scenario));
    assertLabelled(resolved, played.labels());
    assertRefused(published, played.labels());
    assertThat(fixture.audited())
        .extracting(each -> each.getSubjectId() + " " + each.getVerdict())
        .containsExactlyElementsOf(
            played.setting().annotations().stream().map(each -> each.id() + " ACCEPTED").toList());
  }

  private static JobSettings limited(JobSettings settings, Setting setting) {
    return setting.limits().isEmpty()
        ? settings
        : new JobSettings(
            settings.options(),
            setting.limits().entrySet().stream()
                .map(limit -> limit.getKey() + ": " + limit.getValue())
                .collect(Collectors.joining(", ", "limits: {", "}")),
            settings.run());
  }

  /** Rules that the reference does not know are among them. */
  private static void assertLabelled(List<Alert> resolved, ScenarioLabels labels) {
    List<Alert> judged =
        resolved.stream()
            .filter(alert -> ScenarioLabels.JUDGED_RULES.contains(alert.getRule()))
            .toList();
    assertThat(judged)
        .allMatch(alert -> labels.firings().stream().anyMatch(label -> isOf(label, alert)));
    assertThat(labels.firings())
        .allMatch(label -> judged.stream().anyMatch(alert -> isOf(label, alert)));
  }

  /** Nothing is refused but what comes too late where that is what a scenario is about. */
  private static void assertRefused(Published published, ScenarioLabels labels) {
    boolean isLate =
        labels.firings().stream()
            .anyMatch(label -> label.rule().equals(ScenarioLabels.LATE_EVENTS));
    assertThat(published.deadLetters().isEmpty()).isNotEqualTo(isLate);
    assertThat(published.deadLetters()).allMatch(letter -> reason(letter).equals("late"));
  }

  private static String reason(ConsumerRecord<?, ?> letter) {
    byte[] reason = letter.headers().lastHeader("dephasing.error.reason").value();
    return new String(reason, StandardCharsets.UTF_8);
  }

  private static boolean isOf(ScenarioLabels.Firing label, Alert alert) {
    return label.covers(
        alert.getRule(), GroupKey.parse(alert.getGroupKey()), alert.getStartsAt().toEpochMilli());
  }

  private static boolean isCovered(Alert alert) {
    return ReferenceRules.isCovered(
        alert.getRule(),
        alert.getEvidence().getConditions().stream().map(Condition::getName).toList());
  }

  private static String line(Alert alert) {
    return line(
        alert.getRule(),
        alert.getGroupKey(),
        alert.getStartsAt().toEpochMilli(),
        Objects.requireNonNull(alert.getEndsAt()).toEpochMilli());
  }

  /** Without ids: the reference has its own. */
  private static String line(String rule, String groupKey, long startsAt, long endsAt) {
    return "%s %s %d %d".formatted(rule, groupKey, startsAt, ReferenceRules.end(rule, endsAt));
  }

  private static List<String> expected(Scenarios scenario) throws IOException {
    List<String> lines = new ArrayList<>();
    try (InputStream in =
        ScenarioAlertsIT.class.getResourceAsStream(
            "/scenarios/%s.alerts.jsonl".formatted(scenario.id()))) {
      assertThat(in).isNotNull();
      for (String line : new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList()) {
        JsonNode json = JSON.readTree(line);
        if (json.get("state").asText().equals("RESOLVED")) {
          lines.add(line(json));
        }
      }
    }
    return lines.stream().sorted().toList();
  }

  private static String line(JsonNode json) {
    JsonNode group = json.get("group");
    GroupKey key =
        new GroupKey(
            EventKind.ofId(group.get("kind").asText()).orElseThrow(),
            group.get("service").asText(),
            group.get("name").asText(),
            group.has("cohort") ? group.get("cohort").asText() : null);
    return line(
        json.get("rule").asText(),
        key.canonical(),
        json.get("startsAt").asLong(),
        json.get("endsAt").asLong());
  }
}
