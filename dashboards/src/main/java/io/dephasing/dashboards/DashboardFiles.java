package io.dephasing.dashboards;

import java.util.Arrays;
import java.util.List;

/** The dashboards and the files that hold them, ready to be copied to a Grafana. */
enum DashboardFiles {
  EXECUTIVE(ExecutiveDashboard.dashboard()),
  ON_CALL(OnCallDashboard.dashboard()),
  DEBUG(DebugDashboard.dashboard()),
  PIPELINE(PipelineDashboard.dashboard());

  private final Dashboard dashboard;

  DashboardFiles(Dashboard dashboard) {
    this.dashboard = dashboard;
  }

  static List<Dashboard> dashboards() {
    return Arrays.stream(values()).map(DashboardFiles::dashboard).toList();
  }

  Dashboard dashboard() {
    return dashboard;
  }

  /** Where it lies, from the root of the repository. */
  String path() {
    return "dashboards/grafana/" + dashboard.name() + ".json";
  }

  String text() {
    return Json.text(DashboardJson.of(dashboard, dashboards()));
  }
}
