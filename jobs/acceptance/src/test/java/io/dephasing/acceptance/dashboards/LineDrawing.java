package io.dephasing.acceptance.dashboards;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** Lines over time; a limit is red and dashed, a baseline orange and dashed. */
final class LineDrawing implements Drawing {
  @Override
  public String type() {
    return "timeseries";
  }

  @Override
  public Target.Mode mode() {
    return Target.Mode.RANGE;
  }

  @Override
  public Panel.Size size() {
    return new Panel.Size(12, 8);
  }

  @Override
  public String colourMode() {
    return "palette-classic";
  }

  @Override
  public ObjectNode options(Panel panel) {
    return Json.object(
        "legend",
        Json.object(
            "displayMode",
            "table",
            "placement",
            "bottom",
            "showLegend",
            true,
            "calcs",
            Json.array("lastNotNull", "max")),
        "tooltip",
        Json.object("mode", "multi", "sort", "desc"));
  }

  @Override
  public ObjectNode custom(Panel panel) {
    String thresholdStyle = panel.thresholds().judges() ? "dashed" : "off";
    return Json.object(
        "drawStyle",
        "line",
        "lineInterpolation",
        "linear",
        "lineWidth",
        2,
        "fillOpacity",
        5,
        "showPoints",
        "auto",
        "pointSize",
        5,
        "spanNulls",
        false,
        "axisPlacement",
        "auto",
        "axisLabel",
        "",
        "axisSoftMin",
        0,
        "thresholdsStyle",
        Json.object("mode", thresholdStyle));
  }

  @Override
  public List<ObjectNode> overrides(Panel panel) {
    return List.of(dashed("/limit$/", Colour.BAD), dashed("/baseline$/", Colour.WARNING));
  }

  private static ObjectNode dashed(String names, Colour colour) {
    return Json.object(
        "matcher",
        Json.object("id", "byRegexp", "options", names),
        "properties",
        Json.array(
            Json.object(
                "id",
                "custom.lineStyle",
                "value",
                Json.object("fill", "dash", "dash", Json.array(10, 10))),
            Json.object("id", "custom.fillOpacity", "value", 0),
            Json.object(
                "id",
                "color",
                "value",
                Json.object("mode", "fixed", "fixedColor", colour.code()))));
  }
}
