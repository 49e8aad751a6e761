package io.dephasing.operators.metrics;

/**
 * What the detection job measures of itself beside its counters. Prometheus has them as {@code
 * dephasing_pipeline_<name>}.
 */
public enum OperatorGauge {
  ALERT_DELAY(
      "alert_delay_seconds",
      "seconds",
      "from the event time of a decision to its publication, of the last 1,000 transitions",
      "quantile"),
  WATERMARK_LAG("watermark_lag_seconds", "seconds", "how far event time is behind the clock", "");

  private final String id;
  private final String unit;
  private final String help;
  private final String label;

  OperatorGauge(String id, String unit, String help, String label) {
    this.id = id;
    this.unit = unit;
    this.help = help;
    this.label = label;
  }

  /** Name after the prefix. */
  public String id() {
    return id;
  }

  /** Its unit. */
  public String unit() {
    return unit;
  }

  /** One line for people. */
  public String help() {
    return help;
  }

  /** Its label; empty where it has none. */
  public String label() {
    return label;
  }
}
