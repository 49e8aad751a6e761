package io.dephasing.acceptance.dashboards;

import io.dephasing.acceptance.docs.Repository;
import java.nio.file.Path;
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

  Path path() {
    return Repository.ROOT.resolve("dashboards/grafana/" + dashboard.name() + ".json");
  }

  String text() {
    return Json.text(DashboardJson.of(dashboard, dashboards()));
  }
}
