package io.dephasing.dashboards;

import io.dephasing.dashboards.Dashboard.Opening;
import java.util.List;
import java.util.stream.Stream;

/** For whoever wants to know why: one group, from its instances to the quality of its data. */
final class DebugDashboard {
  static final String GROUP = "{{service}} / {{group}}";

  private DebugDashboard() {}

  static Dashboard dashboard() {
    return new Dashboard(
        "debug",
        "Dephasing / Debug",
        "Which instance started when, did its offset work, what else is wrong with the data?",
        new Opening("now-15m", "10s"),
        Stream.concat(Variable.OF_GROUPS.stream(), Stream.of(Variable.TRACE_DATASOURCE)).toList(),
        List.of(
            DebugStarts.whoStartedWhen(),
            DebugStarts.didDephasingWork(),
            DebugRates.rateAndSynchronization(),
            DebugRates.retries(),
            DebugRuns.runsAndQuality()));
  }
}
