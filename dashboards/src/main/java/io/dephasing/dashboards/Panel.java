package io.dephasing.dashboards;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A panel: what it asks, how it is drawn and how people read it. Its id is written out, because
 * links keep it.
 */
final class Panel {
  private final int id;
  private final String title;
  private final Drawing drawing;
  private final List<Target> targets = new ArrayList<>();
  private final List<Link> links = new ArrayList<>();
  private String description = "";
  private String whenEmpty = "none";
  private String interval = "$window";
  private Unit unit = Unit.SHORT;
  private Thresholds thresholds = Thresholds.NONE;
  private double axisFrom;
  private Size size;

  private Panel(int id, String title, Drawing drawing) {
    this.id = id;
    this.title = title;
    this.drawing = drawing;
    this.size = drawing.size();
  }

  /**
   * How much of the grid it takes.
   *
   * @param width in columns of 24
   * @param height in rows of 30 px
   */
  record Size(int width, int height) {}

  static Panel stat(int id, String title) {
    return new Panel(id, title, new StatDrawing());
  }

  static Panel lines(int id, String title) {
    return new Panel(id, title, new LineDrawing(false));
  }

  static Panel bars(int id, String title) {
    return new Panel(id, title, new LineDrawing(true));
  }

  static Panel heatmap(int id, String title) {
    return new Panel(id, title, new HeatmapDrawing());
  }

  static Panel states(int id, String title, StateDrawing drawing) {
    return new Panel(id, title, drawing);
  }

  static Panel table(int id, String title, TableDrawing drawing) {
    return new Panel(id, title, drawing);
  }

  /** A query, in the form that the drawing takes. */
  Panel asks(String legend, String expression) {
    targets.add(new Target(expression, legend, drawing.mode()));
    return this;
  }

  /** A query whose points lead to traces. */
  Panel asksWithExemplars(String legend, String expression) {
    targets.add(new Target(expression, legend, Target.Mode.RANGE_WITH_EXEMPLARS));
    return this;
  }

  /** What people read: what the panel shows, what good looks like, which questions it answers. */
  Panel says(String reading, String good, Seed... seeds) {
    String answers =
        seeds.length == 0
            ? ""
            : "\n\nAnswers "
                + List.of(seeds).stream().map(Seed::words).collect(Collectors.joining(", "))
                + ".";
    description = reading.strip() + "\n\n**Good:** " + good.strip() + answers;
    return this;
  }

  Panel in(Unit newUnit) {
    unit = newUnit;
    return this;
  }

  Panel judgedBy(Thresholds newThresholds) {
    thresholds = newThresholds;
    return this;
  }

  /** What an empty panel means. */
  Panel whenEmpty(String words) {
    whenEmpty = words;
    return this;
  }

  /** Smallest step, where it is not the window. */
  Panel every(String step) {
    interval = step;
    return this;
  }

  /** Where the axis begins, if no value is lower. */
  Panel axisFrom(double value) {
    axisFrom = value;
    return this;
  }

  Panel leadsTo(Link link) {
    links.add(link);
    return this;
  }

  Panel sized(int width, int height) {
    size = new Size(width, height);
    return this;
  }

  int id() {
    return id;
  }

  Size size() {
    return size;
  }

  Unit unit() {
    return unit;
  }

  double axisFrom() {
    return axisFrom;
  }

  Thresholds thresholds() {
    return thresholds;
  }

  List<Target> targets() {
    return List.copyOf(targets);
  }

  /** As Grafana wants it, with its upper left corner here. */
  ObjectNode json(int x, int y) {
    ObjectNode panel =
        Json.object(
            "id",
            id,
            "type",
            drawing.type(),
            "title",
            title,
            "description",
            description,
            "datasource",
            DashboardJson.DATA_SOURCE,
            "gridPos",
            Json.object("h", size.height(), "w", size.width(), "x", x, "y", y));
    if (!interval.isEmpty()) {
      panel.put("interval", interval);
    }
    drawing.maxDataPoints().ifPresent(points -> panel.put("maxDataPoints", points));
    List<ObjectNode> queries = new ArrayList<>();
    for (int i = 0; i < targets.size(); i++) {
      queries.add(targets.get(i).json(i));
    }
    panel.set("targets", Json.array(queries));
    panel.set("fieldConfig", fieldConfig());
    panel.set("options", drawing.options(this));
    if (!drawing.transformations().isEmpty()) {
      panel.set("transformations", Json.array(drawing.transformations()));
    }
    return panel;
  }

  private ObjectNode fieldConfig() {
    ObjectNode defaults =
        Json.object(
            "unit", unit.id(),
            "color", Json.object("mode", drawing.colourMode()),
            "thresholds", thresholds.json(),
            "mappings", drawing.mappings(),
            "noValue", whenEmpty,
            "links", links.stream().map(Link::json).toList(),
            "custom", drawing.custom(this));
    return Json.object("defaults", defaults, "overrides", drawing.overrides(this));
  }
}
