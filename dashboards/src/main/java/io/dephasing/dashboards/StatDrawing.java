package io.dephasing.dashboards;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** One large number, coloured by what it means. */
final class StatDrawing implements Drawing {
  @Override
  public String type() {
    return "stat";
  }

  @Override
  public Target.Mode mode() {
    return Target.Mode.INSTANT;
  }

  @Override
  public Panel.Size size() {
    return new Panel.Size(6, 4);
  }

  @Override
  public ObjectNode options(Panel panel) {
    boolean severalValues = panel.targets().size() > 1;
    return Json.object(
        "reduceOptions",
        Json.object("calcs", Json.array("lastNotNull"), "fields", "", "values", false),
        "orientation",
        "auto",
        "textMode",
        severalValues ? "value_and_name" : "value",
        "colorMode",
        "value",
        "graphMode",
        "none",
        "justifyMode",
        "auto",
        "wideLayout",
        true,
        "showPercentChange",
        false,
        "percentChangeColorMode",
        "standard");
  }

  @Override
  public ObjectNode custom(Panel panel) {
    return Json.object();
  }
}
