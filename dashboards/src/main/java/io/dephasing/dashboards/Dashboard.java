package io.dephasing.dashboards;

import java.util.List;

/**
 * A dashboard before it is laid out.
 *
 * @param name its uid after {@code dephasing-} and its file
 * @param title what people choose in the list
 * @param description what it is for
 * @param opening which stretch of time it opens with
 * @param variables what one chooses at its top
 * @param rows from top to bottom
 */
record Dashboard(
    String name,
    String title,
    String description,
    Opening opening,
    List<Variable> variables,
    List<Row> rows) {
  /**
   * How it opens.
   *
   * @param from start of the time range
   * @param refresh how often it asks again
   */
  record Opening(String from, String refresh) {}

  Dashboard {
    variables = List.copyOf(variables);
    rows = List.copyOf(rows);
  }

  String uid() {
    return "dephasing-" + name;
  }

  /** All panels but the rows' own. */
  List<Panel> panels() {
    return rows.stream().flatMap(row -> row.panels().stream()).toList();
  }
}
