package io.dephasing.dashboards;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/**
 * Lines over time, or bars; a limit is red and dashed, a baseline orange and dashed.
 *
 * @param isBars where each step counts by itself
 */
record LineDrawing(boolean isBars) implements Drawing {
  private static final List<Colour> QUERIES =
      List.of(Colour.CALM, Colour.GOOD, Colour.OTHER, Colour.REST);

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
    return new Panel.Size(12, 9);
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
        isBars ? "bars" : "line",
        "lineInterpolation",
        "linear",
        "lineWidth",
        2,
        "fillOpacity",
        isBars ? 70 : 5,
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
        panel.axisFrom(),
        "thresholdsStyle",
        Json.object("mode", thresholdStyle));
  }

  @Override
  public List<ObjectNode> overrides(Panel panel) {
    List<ObjectNode> overrides = new ArrayList<>(colouredByQuery(panel.targets()));
    overrides.add(dashed("/limit$/", Colour.BAD));
    overrides.add(dashed("/baseline$/", Colour.WARNING));
    return overrides;
  }

  /** Several queries: a colour for each, in shades for its series. One: the palette. */
  private static List<ObjectNode> colouredByQuery(List<Target> targets) {
    long own = targets.stream().filter(target -> !isCompanion(target)).count();
    if (own < 2 || own > QUERIES.size()) {
      return List.of();
    }
    List<ObjectNode> overrides = new ArrayList<>();
    for (int i = 0; i < own; i++) {
      overrides.add(
          Json.object(
              "matcher",
              Json.object("id", "byFrameRefID", "options", Target.refId(i)),
              "properties",
              Json.array(colour("shades", QUERIES.get(i)))));
    }
    return overrides;
  }

  private static boolean isCompanion(Target target) {
    return target.legend().endsWith("limit") || target.legend().endsWith("baseline");
  }

  private static ObjectNode colour(String mode, Colour colour) {
    return Json.object(
        "id", "color", "value", Json.object("mode", mode, "fixedColor", colour.code()));
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
            colour("fixed", colour)));
  }
}
