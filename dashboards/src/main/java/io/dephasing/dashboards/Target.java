package io.dephasing.dashboards;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * One query of a panel.
 *
 * @param expression in PromQL, with Grafana's variables
 * @param legend name of its series, with {@code {{label}}}
 * @param mode what is asked and in which form it comes
 */
record Target(String expression, String legend, Mode mode) {
  private static final String LETTERS = "ABCDEFGHIJ";

  /** What is asked and in which form it comes. */
  enum Mode {
    /** A line. */
    RANGE("time_series"),
    /** A line with points that lead to traces. */
    RANGE_WITH_EXEMPLARS("time_series"),
    /** Buckets by {@code le}. */
    BUCKETS("heatmap"),
    /** One value now. */
    INSTANT("time_series"),
    /** Rows of labels and one value now. */
    ROWS("table");

    private final String format;

    Mode(String format) {
      this.format = format;
    }

    boolean isInstant() {
      return this == INSTANT || this == ROWS;
    }
  }

  /** Name of the query at this position of its panel. */
  static String refId(int position) {
    return LETTERS.substring(position, position + 1);
  }

  ObjectNode json(int position) {
    return Json.object(
        "refId",
        LETTERS.substring(position, position + 1),
        "datasource",
        DashboardJson.DATA_SOURCE,
        "editorMode",
        "code",
        "expr",
        expression,
        "format",
        mode.format,
        "instant",
        mode.isInstant(),
        "range",
        !mode.isInstant(),
        "exemplar",
        mode == Mode.RANGE_WITH_EXEMPLARS,
        "legendFormat",
        legend);
  }
}
