package io.dephasing.dashboards;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dephasing.export.series.ExportedMetric;
import java.util.List;

/**
 * What is drawn over all panels: rollouts as lines, maintenance as regions. Each query stands there
 * twice, because Grafana's older runner reads {@code expr} and its newer one {@code target}.
 */
final class DashboardAnnotations {
  private DashboardAnnotations() {}

  /** Of the chosen services. */
  static List<ObjectNode> all() {
    String changed = Selector.all(ExportedMetric.ANNOTATION_TIMESTAMP_SECONDS, Selector.SERVICE);
    String maintained = Selector.all(ExportedMetric.MAINTENANCE_ACTIVE, Selector.SERVICE);
    return List.of(
        annotation(
                "Rollouts and policy changes",
                Colour.CALM,
                changed + " * 1000",
                "{{type}}: {{title}}")
            .put("useValueForTime", true),
        annotation(
            "Maintenance",
            Colour.OTHER,
            Promql.maxBy("service, title", maintained) + " == 1",
            "maintenance: {{title}}"));
  }

  private static ObjectNode annotation(String name, Colour colour, String query, String title) {
    return Json.object(
        "name",
        name,
        "datasource",
        DashboardJson.DATA_SOURCE,
        "enable",
        true,
        "hide",
        false,
        "iconColor",
        colour.code(),
        "titleFormat",
        title,
        "textFormat",
        "{{service}}",
        "tagKeys",
        "service",
        "expr",
        query,
        "step",
        "60s",
        "target",
        Json.object(
            "refId",
            "Anno",
            "datasource",
            DashboardJson.DATA_SOURCE,
            "expr",
            query,
            "interval",
            "60s",
            "range",
            true));
  }
}
