package io.dephasing.dashboards;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * A query of a committed panel, ready to be sent.
 *
 * @param dashboard its name
 * @param panel its title
 * @param query which one of the panel's
 * @param expression in PromQL, everything chosen
 * @param isInstant asked at one time, else over a range
 */
public record PanelQuery(
    String dashboard, String panel, String query, String expression, boolean isInstant) {

  /** All queries, as Grafana would send them for a time range of this length. */
  public static List<PanelQuery> all(String range) {
    return Arrays.stream(DashboardFiles.values())
        .flatMap(file -> Expressions.panels(file).stream().flatMap(panel -> of(file, panel, range)))
        .toList();
  }

  private static Stream<PanelQuery> of(DashboardFiles file, JsonNode panel, String range) {
    return Expressions.stream(panel.path("targets"))
        .map(
            target ->
                new PanelQuery(
                    file.dashboard().name(),
                    panel.path("title").asText(),
                    target.path("refId").asText(),
                    new Expressions.Expression("", target.path("expr").asText()).substituted(range),
                    target.path("instant").asBoolean()));
  }

  @Override
  public String toString() {
    return dashboard + ": " + panel + " " + query;
  }
}
