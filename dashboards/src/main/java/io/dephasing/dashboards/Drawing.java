package io.dephasing.dashboards;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.OptionalInt;

/** A kind of panel of Grafana: what its options are. */
interface Drawing {
  /** Grafana's id of it. */
  String type();

  /** In which form it takes its data. */
  Target.Mode mode();

  /** How much of the grid it takes where a panel does not say. */
  Panel.Size size();

  /** What is drawn, whatever the field. */
  ObjectNode options(Panel panel);

  /** How a field is drawn. */
  ObjectNode custom(Panel panel);

  /** Where a field gets its colour from. */
  default String colourMode() {
    return "thresholds";
  }

  /** Values that stand for words. */
  default List<ObjectNode> mappings() {
    return List.of();
  }

  /** Fields that are drawn in another way. */
  default List<ObjectNode> overrides(Panel panel) {
    return List.of();
  }

  /** What happens to the answer before it is drawn. */
  default List<ObjectNode> transformations() {
    return List.of();
  }

  /** How many points at most, where it is not the width in pixels. */
  default OptionalInt maxDataPoints() {
    return OptionalInt.empty();
  }
}
