package io.dephasing.dashboards;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/**
 * From which value on a panel changes its colour.
 *
 * @param base colour below the first step
 * @param steps in rising order
 */
record Thresholds(Colour base, List<Step> steps) {
  /** No judgement. */
  static final Thresholds NONE = new Thresholds(Colour.CALM, List.of());

  /** The colour from a value on. */
  record Step(double value, Colour colour) {}

  /** Good below the first, bad from the second on. */
  static Thresholds worseFrom(double warning, double bad) {
    return new Thresholds(
        Colour.GOOD, List.of(new Step(warning, Colour.WARNING), new Step(bad, Colour.BAD)));
  }

  /** Good below, a warning from here on. */
  static Thresholds warningFrom(double warning) {
    return new Thresholds(Colour.GOOD, List.of(new Step(warning, Colour.WARNING)));
  }

  /** Good below, bad from here on. */
  static Thresholds badFrom(double bad) {
    return new Thresholds(Colour.GOOD, List.of(new Step(bad, Colour.BAD)));
  }

  /** Bad below the first, good from the second on. */
  static Thresholds betterFrom(double warning, double good) {
    return new Thresholds(
        Colour.BAD, List.of(new Step(warning, Colour.WARNING), new Step(good, Colour.GOOD)));
  }

  /** Bad below, good from here on. */
  static Thresholds goodFrom(double good) {
    return new Thresholds(Colour.BAD, List.of(new Step(good, Colour.GOOD)));
  }

  boolean judges() {
    return !steps.isEmpty();
  }

  ObjectNode json() {
    List<ObjectNode> all = new ArrayList<>();
    all.add(Json.object("color", base.code(), "value", null));
    steps.forEach(
        step -> all.add(Json.object("color", step.colour().code(), "value", step.value())));
    return Json.object("mode", "absolute", "steps", all);
  }
}
