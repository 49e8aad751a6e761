package io.dephasing.simulation.detection;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.dephasing.core.alert.AlertTransition;
import io.dephasing.core.alert.Status;
import io.dephasing.core.event.EventKind;
import io.dephasing.core.event.GroupKey;
import io.dephasing.core.rule.MetCondition;
import io.dephasing.simulation.ReferenceRules;
import io.dephasing.simulation.Scenarios;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ScenarioAlertsTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Sentences SENTENCES = new Sentences();
  private static final Set<Scenarios> PLAYED = EnumSet.noneOf(Scenarios.class);

  private record Line(String rule, GroupKey group, long startsAtMillis, long endsAtMillis) {}

  @ParameterizedTest
  @EnumSource
  void each_scenario_raises_the_alerts_of_the_reference(Scenarios scenario) {
    List<AlertTransition> alerts = Plays.alerts(scenario, Scenarios.DEFAULT_SEED);
    synchronized (SENTENCES) {
      alerts.forEach(SENTENCES::add);
      PLAYED.add(scenario);
    }

    List<Line> found =
        alerts.stream()
            .filter(alert -> alert.status() == Status.RESOLVED)
            .filter(ScenarioAlertsTest::isCovered)
            .map(ScenarioAlertsTest::line)
            .toList();
    assertThat(found).containsExactlyInAnyOrderElementsOf(expected(scenario));
  }

  @AfterAll
  static void what_alerts_say_is_what_somebody_has_read() {
    if (PLAYED.size() == Scenarios.values().length) {
      assertThat(SENTENCES.page())
          .as("read what has changed, then write it with -Dsentences.update=true")
          .isEqualTo(SENTENCES.kept());
    }
  }

  private static boolean isCovered(AlertTransition alert) {
    return ReferenceRules.isCovered(
        alert.identity().rule(),
        alert.finding().evidence().conditions().stream().map(MetCondition::name).toList());
  }

  private static Line line(AlertTransition alert) {
    return line(
        alert.identity().rule(),
        alert.group(),
        alert.lifetime().startsAtMillis(),
        alert.lifetime().endsAtMillis());
  }

  private static Line line(String rule, GroupKey group, long startsAt, long endsAt) {
    return new Line(rule, group, startsAt, ReferenceRules.end(rule, endsAt));
  }

  private static List<Line> expected(Scenarios scenario) {
    String file = "/scenarios/%s.alerts.jsonl".formatted(scenario.id());
    try (InputStream in = ScenarioAlertsTest.class.getResourceAsStream(file)) {
      assertThat(in).as(file).isNotNull();
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .map(ScenarioAlertsTest::parse)
          .filter(json -> json.get("state").asText().equals("RESOLVED"))
          .map(ScenarioAlertsTest::line)
          .collect(Collectors.toList());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static JsonNode parse(String line) {
    try {
      return JSON.readTree(line);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Line line(JsonNode json) {
    JsonNode group = json.get("group");
    return line(
        json.get("rule").asText(),
        new GroupKey(
            EventKind.ofId(group.get("kind").asText()).orElseThrow(),
            group.get("service").asText(),
            group.get("name").asText(),
            group.has("cohort") ? group.get("cohort").asText() : null),
        json.get("startsAt").asLong(),
        json.get("endsAt").asLong());
  }
}
