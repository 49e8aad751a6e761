package io.dephasing.dashboards;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.dephasing.repository.Repository;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What the committed files ask Prometheus: panels, annotations, variables and rules. */
final class Expressions {
  private static final Pattern NAME = Pattern.compile("(?:dephasing|flink)[a-zA-Z0-9_:]*");
  private static final Pattern VALUE = Pattern.compile("\"(?:[^\"\\\\]|\\\\.)*\"");
  private static final ObjectMapper JSON = new ObjectMapper();

  private Expressions() {}

  /**
   * An expression and where it stands.
   *
   * @param where file and panel, for people
   * @param text in PromQL, with Grafana's variables
   */
  record Expression(String where, String text) {
    /** Names of the metrics that it reads. */
    Stream<String> metrics() {
      return NAME.matcher(VALUE.matcher(text).replaceAll("\"\"")).results().map(MatchResult::group);
    }

    /** As Grafana sends it, with everything chosen and this range. */
    String substituted(String range) {
      return text.replace("$__rate_interval", "4m")
          .replace("$__interval", "1m")
          .replace("$__range", range)
          .replace("$window", "1m")
          .replace("$cohort", ".*")
          .replaceAll("\\$(kind|service|group)\\b", ".+");
    }

    @Override
    public String toString() {
      return where;
    }
  }

  /** A committed dashboard, as a tree. */
  static JsonNode tree(DashboardFiles file) {
    try {
      return JSON.readTree(Repository.text(Repository.ROOT.resolve(file.path())));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Panels of a committed dashboard, but for its rows. */
  static List<JsonNode> panels(DashboardFiles file) {
    List<JsonNode> panels = new ArrayList<>();
    for (JsonNode panel : tree(file).path("panels")) {
      if (!panel.path("type").asText().equals("row")) {
        panels.add(panel);
      }
    }
    return panels;
  }

  /** Of all panels. */
  static List<Expression> ofPanels() {
    return Arrays.stream(DashboardFiles.values()).flatMap(Expressions::ofPanels).toList();
  }

  private static Stream<Expression> ofPanels(DashboardFiles file) {
    return panels(file).stream()
        .flatMap(
            panel -> {
              String where = file.dashboard().name() + ": " + panel.path("title").asText() + " ";
              return stream(panel.path("targets"))
                  .map(
                      target ->
                          new Expression(
                              where + target.path("refId").asText(), target.path("expr").asText()));
            });
  }

  /** Of all annotations, in both forms. */
  static List<Expression> ofAnnotations() {
    return Arrays.stream(DashboardFiles.values())
        .flatMap(
            file ->
                stream(tree(file).at("/annotations/list"))
                    .flatMap(
                        annotation ->
                            Stream.of(annotation.path("expr"), annotation.at("/target/expr"))
                                .map(
                                    text ->
                                        new Expression(
                                            file.dashboard().name()
                                                + ": "
                                                + annotation.path("name").asText(),
                                            text.asText()))))
        .toList();
  }

  /** Queries of all variables; {@code label_values} is Grafana's, not PromQL. */
  static List<Expression> ofVariables() {
    return Arrays.stream(DashboardFiles.values())
        .flatMap(
            file ->
                stream(tree(file).at("/templating/list"))
                    .filter(variable -> variable.path("type").asText().equals("query"))
                    .map(
                        variable ->
                            new Expression(
                                file.dashboard().name() + ": " + variable.path("name").asText(),
                                variable.at("/query/query").asText())))
        .toList();
  }

  static Stream<JsonNode> stream(JsonNode array) {
    return Stream.iterate(0, i -> i < array.size(), i -> i + 1).map(array::get);
  }
}
