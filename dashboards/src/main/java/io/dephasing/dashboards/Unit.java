package io.dephasing.dashboards;

/** Grafana's ids of units. */
enum Unit {
  PLAIN("none"),
  SHORT("short"),
  SHARE("percentunit"),
  SECONDS("s"),
  REQUESTS_PER_SECOND("reqps"),
  EVENTS_PER_SECOND("eps"),
  WRITES_PER_SECOND("wps"),
  PER_MINUTE("cpm");

  private final String id;

  Unit(String id) {
    this.id = id;
  }

  String id() {
    return id;
  }
}
