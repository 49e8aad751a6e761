package io.dephasing.acceptance.dashboards;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** Rows of labels and values. */
enum TableDrawing implements Drawing {
  /** A row for each path, a column for each end of the interval. */
  CHANGES {
    @Override
    public List<ObjectNode> transformations() {
      return List.of(
          Json.object(
              "id",
              "groupingToMatrix",
              "options",
              Json.object(
                  "rowField", "path",
                  "columnField", "bound",
                  "valueField", "Value",
                  "emptyValue", "null")),
          Json.object(
              "id",
              "organize",
              "options",
              Json.object(
                  "excludeByName",
                  Json.object(),
                  "indexByName",
                  Json.object("path\\bound", 0, "low", 1, "value", 2, "high", 3),
                  "renameByName",
                  Json.object("path\\bound", "service / group / cohort / measure"))));
    }
  },
  /** A row for each group, a column for each query. */
  RECOMMENDATIONS {
    @Override
    public List<ObjectNode> transformations() {
      return List.of(
          Json.object("id", "merge", "options", Json.object()),
          Json.object(
              "id",
              "organize",
              "options",
              Json.object(
                  "excludeByName",
                  Json.object("Time", true, "__name__", true, "Value #D", true),
                  "indexByName",
                  Json.object(),
                  "renameByName",
                  Json.object(
                      "Value #A", "spread window, s",
                      "Value #B", "peak after it, per second",
                      "Value #C", "mean added delay, s",
                      "version", "policy"))));
    }
  };

  @Override
  public String type() {
    return "table";
  }

  @Override
  public Target.Mode mode() {
    return Target.Mode.ROWS;
  }

  @Override
  public Panel.Size size() {
    return new Panel.Size(24, 8);
  }

  @Override
  public ObjectNode options(Panel panel) {
    return Json.object("showHeader", true, "cellHeight", "sm");
  }

  @Override
  public ObjectNode custom(Panel panel) {
    return Json.object(
        "align", "auto", "cellOptions", Json.object("type", "auto"), "inspect", false);
  }
}
