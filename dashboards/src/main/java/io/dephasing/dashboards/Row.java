package io.dephasing.dashboards;

import java.util.List;

/**
 * A question and the panels that answer it.
 *
 * @param id of the row, which Grafana counts as a panel
 * @param title the question
 * @param panels in reading order
 */
record Row(int id, String title, List<Panel> panels) {
  Row {
    panels = List.copyOf(panels);
  }
}
