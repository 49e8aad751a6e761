package io.dephasing.dashboards;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.OptionalInt;

/** A row for each series, coloured by its state. */
enum StateDrawing implements Drawing {
  /** Of alerts; of several in one row the largest shows, and that is a page. */
  ALERTS(
      OptionalInt.empty(),
      new State(0, "resolved", Colour.GOOD),
      new State(1, "ticket", Colour.WARNING),
      new State(2, "suppressed", Colour.OTHER),
      new State(3, "page", Colour.BAD)),
  /** Of instances; a second is a step, so that a herd is a column. */
  INSTANCES(
      OptionalInt.of(900),
      new State(0, "idle", Colour.NONE),
      new State(1, "waiting for its offset", Colour.CALM),
      new State(2, "running", Colour.GOOD),
      new State(3, "failed", Colour.BAD));

  private final OptionalInt maxDataPoints;
  private final List<State> states;

  StateDrawing(OptionalInt maxDataPoints, State... states) {
    this.maxDataPoints = maxDataPoints;
    this.states = List.of(states);
  }

  private record State(int value, String words, Colour colour) {}

  @Override
  public String type() {
    return "state-timeline";
  }

  @Override
  public Target.Mode mode() {
    return Target.Mode.RANGE;
  }

  @Override
  public Panel.Size size() {
    return new Panel.Size(24, 8);
  }

  @Override
  public OptionalInt maxDataPoints() {
    return maxDataPoints;
  }

  @Override
  public ObjectNode options(Panel panel) {
    return Json.object(
        "mergeValues",
        true,
        "showValue",
        "never",
        "alignValue",
        "left",
        "rowHeight",
        0.8,
        "perPage",
        50,
        "legend",
        Json.object(
            "displayMode",
            "list",
            "placement",
            "bottom",
            "showLegend",
            true,
            "calcs",
            Json.array()),
        "tooltip",
        Json.object("mode", "single", "sort", "none"));
  }

  @Override
  public ObjectNode custom(Panel panel) {
    return Json.object("lineWidth", 0, "fillOpacity", 85);
  }

  @Override
  public List<ObjectNode> mappings() {
    ObjectNode words = Json.object();
    for (int i = 0; i < states.size(); i++) {
      State state = states.get(i);
      words.set(
          Integer.toString(state.value()),
          Json.object("text", state.words(), "color", state.colour().code(), "index", i));
    }
    return List.of(Json.object("type", "value", "options", words));
  }
}
