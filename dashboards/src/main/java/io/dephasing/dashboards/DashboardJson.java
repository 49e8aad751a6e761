package io.dephasing.dashboards;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/**
 * Grafana's classic form, schema version 39: what 10.4 writes, and what later ones read from files.
 * The newer form is refused there.
 */
final class DashboardJson {
  /** The variable, so that no file knows anyone's data source. */
  static final ObjectNode DATA_SOURCE = Json.object("type", "prometheus", "uid", "${datasource}");

  private static final int SCHEMA_VERSION = 39;
  private static final int COLUMNS = 24;
  private static final int SHARED_CROSSHAIR = 1;

  private DashboardJson() {}

  static ObjectNode of(Dashboard dashboard, List<Dashboard> all) {
    boolean hasGroups = dashboard.variables().contains(Variable.SERVICE);
    return Json.object(
        "uid", dashboard.uid(),
        "title", dashboard.title(),
        "description", dashboard.description(),
        "tags", Json.array("dephasing"),
        "schemaVersion", SCHEMA_VERSION,
        "editable", false,
        "graphTooltip", SHARED_CROSSHAIR,
        "timezone", "utc",
        "refresh", dashboard.opening().refresh(),
        "time", Json.object("from", dashboard.opening().from(), "to", "now"),
        "timepicker", Json.object(),
        "weekStart", "",
        "fiscalYearStartMonth", 0,
        "liveNow", false,
        "links", links(dashboard, all),
        "annotations", Json.object("list", hasGroups ? DashboardAnnotations.all() : List.of()),
        "templating",
            Json.object("list", dashboard.variables().stream().map(Variable::json).toList()),
        "panels", panels(dashboard.rows()));
  }

  private static List<ObjectNode> links(Dashboard dashboard, List<Dashboard> all) {
    return all.stream()
        .filter(other -> !other.uid().equals(dashboard.uid()))
        .map(
            other ->
                Json.object(
                    "type",
                    "link",
                    "title",
                    other.title(),
                    "tooltip",
                    other.description(),
                    "url",
                    "/d/" + other.uid(),
                    "icon",
                    "dashboard",
                    "asDropdown",
                    false,
                    "includeVars",
                    true,
                    "keepTime",
                    true,
                    "targetBlank",
                    false,
                    "tags",
                    Json.array()))
        .toList();
  }

  /** From left to right, then down; a panel that does not fit opens a new line. */
  private static List<ObjectNode> panels(List<Row> rows) {
    List<ObjectNode> placed = new ArrayList<>();
    int y = 0;
    for (Row row : rows) {
      placed.add(
          Json.object(
              "id", row.id(),
              "type", "row",
              "title", row.title(),
              "collapsed", false,
              "gridPos", Json.object("h", 1, "w", COLUMNS, "x", 0, "y", y),
              "panels", Json.array()));
      y++;
      int x = 0;
      int height = 0;
      for (Panel panel : row.panels()) {
        if (x + panel.size().width() > COLUMNS) {
          y += height;
          x = 0;
          height = 0;
        }
        placed.add(panel.json(x, y));
        x += panel.size().width();
        height = Math.max(height, panel.size().height());
      }
      y += height;
    }
    return placed;
  }
}
