package io.dephasing.dashboards;

/** The rows that people asked for: what must be visible (M) and what must not stay hidden (F). */
enum Seed {
  M1("spread of the events"),
  M2("peak rate and its reduction"),
  M3("requests that reach the origin"),
  M4("jobs at once"),
  M5("remediation storms"),
  M6("tail latency"),
  M7("the objective and its budget"),
  M8("retry floods"),
  M9("incidents after a deployment"),
  M10("warm starts"),
  F1("clock skew"),
  F2("misconfigured offsets"),
  F3("collisions with a rollout"),
  F4("a hidden root cause"),
  F5("blind spots"),
  F6("state that drifts"),
  F7("remediations that cascade"),
  F8("too much delay");

  private final String topic;

  Seed(String topic) {
    this.topic = topic;
  }

  /** As it stands in a panel's description. */
  String words() {
    return name() + " (" + topic + ")";
  }
}
