package io.dephasing.dashboards;

import com.fasterxml.jackson.databind.JsonNode;
import io.dephasing.dashboards.Expressions.Expression;
import io.dephasing.repository.Repository;
import io.dephasing.repository.Yaml;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** {@code dephasing.rules.yml}. */
final class RulesFile {
  static final Path FOLDER = Repository.ROOT.resolve("dashboards/prometheus");
  static final String NAME = "dephasing.rules.yml";

  private RulesFile() {}

  /** What rules ask. */
  static List<Expression> expressions() {
    return rules()
        .map(rule -> new Expression(NAME + ": " + name(rule), rule.path("expr").asText()))
        .toList();
  }

  /** Names of the recorded series. */
  static List<String> records() {
    return rules().filter(rule -> rule.has("record")).map(RulesFile::name).toList();
  }

  /** Rules that alert. */
  static List<JsonNode> alerts() {
    return rules().filter(rule -> rule.has("alert")).toList();
  }

  private static Stream<JsonNode> rules() {
    return Expressions.stream(Yaml.tree(FOLDER.resolve(NAME)).path("groups"))
        .flatMap(group -> Expressions.stream(group.path("rules")));
  }

  private static String name(JsonNode rule) {
    return rule.has("record") ? rule.path("record").asText() : rule.path("alert").asText();
  }
}
