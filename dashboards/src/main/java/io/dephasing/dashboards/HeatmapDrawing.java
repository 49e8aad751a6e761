package io.dephasing.dashboards;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** Buckets over time. Viridis: its lightness rises with the value, whoever looks. */
final class HeatmapDrawing implements Drawing {
  @Override
  public String type() {
    return "heatmap";
  }

  @Override
  public Target.Mode mode() {
    return Target.Mode.BUCKETS;
  }

  @Override
  public Panel.Size size() {
    return new Panel.Size(12, 9);
  }

  @Override
  public ObjectNode options(Panel panel) {
    return Json.object(
        "calculate",
        false,
        "yAxis",
        Json.object("axisPlacement", "left", "unit", Unit.SECONDS.id(), "reverse", false),
        "rowsFrame",
        Json.object("layout", "auto"),
        "color",
        colour(),
        "cellGap",
        1,
        "filterValues",
        Json.object("le", 1e-9),
        "showValue",
        "never",
        "tooltip",
        Json.object("mode", "single", "yHistogram", true, "showColorScale", true),
        "legend",
        Json.object("show", true),
        "exemplars",
        Json.object("color", Colour.OTHER.code()));
  }

  private static ObjectNode colour() {
    return Json.object(
        "mode",
        "scheme",
        "scheme",
        "Viridis",
        "fill",
        Colour.WARNING.code(),
        "scale",
        "exponential",
        "exponent",
        0.5,
        "steps",
        64,
        "reverse",
        false);
  }

  @Override
  public ObjectNode custom(Panel panel) {
    return Json.object();
  }
}
