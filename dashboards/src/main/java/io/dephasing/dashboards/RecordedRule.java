package io.dephasing.dashboards;

/** What {@code dephasing.rules.yml} records and a panel reads. */
enum RecordedRule {
  SLO_COMPLIANCE_1D("dephasing:slo_compliance:ratio_1d"),
  SLO_BURN_5M("dephasing:slo_burn:ratio_5m"),
  SLO_BURN_1H("dephasing:slo_burn:ratio_1h"),
  SLO_BURN_6H("dephasing:slo_burn:ratio_6h"),
  SLO_BURN_1D("dephasing:slo_burn:ratio_1d"),
  USER_LATENCY_P99("dephasing:user_latency_seconds:p99"),
  USER_ERRORS("dephasing:user_errors:ratio");

  private final String id;

  RecordedRule(String id) {
    this.id = id;
  }

  String id() {
    return id;
  }

  /** Of the chosen services; a recorded series has no other label. */
  String ofServices() {
    return id + "{" + Selector.SERVICE + "}";
  }
}
