package io.dephasing.dashboards;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dephasing.core.rule.RuleCatalogue;
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
          organized(
              Json.object(),
              Json.object("path\\bound", 0, "low", 1, "value", 2, "high", 3),
              Json.object("path\\bound", "service / group / cohort / measure")));
    }
  },
  /** A row for each alert, the last column in words. */
  MEANINGS {
    @Override
    public List<ObjectNode> transformations() {
      return List.of(
          organized(
              Json.object("Time", true, "Value", true),
              Json.object(
                  "severity",
                  0,
                  "alertname",
                  1,
                  "service",
                  2,
                  "group",
                  3,
                  "cohort",
                  4,
                  "kind",
                  5,
                  "about",
                  6),
              Json.object("alertname", "alert")));
    }

    @Override
    public List<ObjectNode> overrides(Panel panel) {
      ObjectNode severities =
          Json.object(
              "page", Json.object("text", "page", "color", Colour.BAD.code(), "index", 0),
              "ticket", Json.object("text", "ticket", "color", Colour.WARNING.code(), "index", 1));
      ObjectNode meanings = Json.object();
      int index = 0;
      for (RuleCatalogue rule : RuleCatalogue.values()) {
        meanings.set(rule.alertName(), Json.object("text", rule.meaning(), "index", index++));
      }
      return List.of(
          field(
              "severity",
              mapped(severities),
              Json.object(
                  "id", "custom.cellOptions", "value", Json.object("type", "color-background"))),
          field("about", mapped(meanings)));
    }

    private static ObjectNode field(String name, ObjectNode... properties) {
      return Json.object(
          "matcher",
          Json.object("id", "byName", "options", name),
          "properties",
          Json.array(List.of(properties)));
    }

    private static ObjectNode mapped(ObjectNode words) {
      return Json.object(
          "id", "mappings", "value", List.of(Json.object("type", "value", "options", words)));
    }
  },
  /** A row for each group, a column for each query. */
  RECOMMENDATIONS {
    @Override
    public List<ObjectNode> transformations() {
      return List.of(
          Json.object("id", "merge", "options", Json.object()),
          organized(
              Json.object("Time", true, "__name__", true, "Value #D", true),
              Json.object(),
              Json.object(
                  "Value #A", "spread window, s",
                  "Value #B", "peak after it, per second",
                  "Value #C", "mean added delay, s",
                  "version", "policy")));
    }
  };

  /** Which columns are left out, in which order the others are, and how they are called. */
  private static ObjectNode organized(ObjectNode without, ObjectNode order, ObjectNode names) {
    return Json.object(
        "id",
        "organize",
        "options",
        Json.object("excludeByName", without, "indexByName", order, "renameByName", names));
  }

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
