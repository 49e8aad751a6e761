package io.dephasing.acceptance.job;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.dephasing.core.event.EventKind;
import io.dephasing.core.event.GroupKey;
import io.dephasing.core.simulation.ReferenceRules;
import io.dephasing.core.simulation.Scenarios;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ScenarioAlertsIT {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final List<Integer> PARALLELISMS = List.of(1, 2, 4);

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

  @ParameterizedTest
  @EnumSource
  void the_job_raises_the_alerts_of_the_reference(Scenarios scenario) throws Exception {
    JobFixture fixture = new JobFixture(broker.bootstrapServers(), scenario.id(), state);
    fixture.publish(scenario.play(Scenarios.DEFAULT_SEED).events().events(), Placement.BY_GROUP);
    int parallelism = PARALLELISMS.get(scenario.ordinal() % PARALLELISMS.size());

    Published published = fixture.replay(parallelism, UnaryOperator.identity());

    List<String> found =
        published.resolved().stream()
            .map(ScenarioAlertsIT::withoutIds)
            .filter(line -> ReferenceRules.isCovered(rule(line)))
            .map(ScenarioAlertsIT::comparable)
            .sorted()
            .toList();
    assertThat(found).isEqualTo(expected(scenario));
    assertThat(published.deadLetters()).isEmpty();
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

  /** The reference has ids of its own. */
  private static String withoutIds(String line) {
    int fingerprint = line.indexOf(' ');
    return line.substring(line.indexOf(' ', fingerprint + 1) + 1);
  }

  private static String rule(String line) {
    return line.substring(0, line.indexOf(' '));
  }

  private static String comparable(String line) {
    int end = line.lastIndexOf(' ') + 1;
    long endsAt = Long.parseLong(line.substring(end));
    return line.substring(0, end) + ReferenceRules.end(rule(line), endsAt);
  }

  private static String line(JsonNode json) {
    JsonNode group = json.get("group");
    GroupKey key =
        new GroupKey(
            EventKind.ofId(group.get("kind").asText()).orElseThrow(),
            group.get("service").asText(),
            group.get("name").asText(),
            group.has("cohort") ? group.get("cohort").asText() : null);
    return "%s %s %d %d"
        .formatted(
            json.get("rule").asText(),
            key.canonical(),
            json.get("startsAt").asLong(),
            ReferenceRules.end(json.get("rule").asText(), json.get("endsAt").asLong()));
  }
}
