package io.dephasing.operators.metrics;

import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;

/**
 * The catalogue of counters. In = counted + duplicate + late + dead letter at each source's
 * subtask, because one chain counts all five; counted = published + behind over the whole job, but
 * for minutes that are not over yet. Prometheus has them as {@code dephasing_pipeline_<name>}.
 */
public enum OperatorCounter {
  EVENTS_IN("events_in_total", "records", "read from the topic"),
  EVENTS_COUNTED("events_counted_total", "events", "folded into slices"),
  EVENTS_DUPLICATE("events_duplicate_total", "events", "dropped because their id came before"),
  EVENTS_LATE("events_late_total", "events", "beyond the allowed lateness; also dead letters"),
  DEAD_LETTERS("dead_letters_total", "records", "refused: malformed, unknown schema, wild times"),
  EVENTS_OVER_BUDGET(
      "events_over_budget_total",
      "events",
      "of a group beyond groups.per-service or groups.in-all; also dead letters"),
  EVENTS_PUBLISHED("events_published_total", "events", "counted, and held by published windows"),
  EVENTS_BEHIND(
      "events_behind_total",
      "events",
      "counted, but came after their minute had settled: late in their group's SLI");

  private static final String GROUP = "dephasing";
  private static final String TOPIC = "topic";
  private static final String REASON = "reason";
  private static final String SERVICE = "service";

  private final String id;
  private final String unit;
  private final String help;

  OperatorCounter(String id, String unit, String help) {
    this.id = id;
    this.unit = unit;
    this.help = help;
  }

  /** Name after the prefix. */
  public String id() {
    return id;
  }

  /** What is counted. */
  public String unit() {
    return unit;
  }

  /** One line for people. */
  public String help() {
    return help;
  }

  /** Whether it counts one of the ends that each record that was read comes to, exactly one. */
  public boolean isEndOfReading() {
    return switch (this) {
      case EVENTS_COUNTED, EVENTS_DUPLICATE, EVENTS_LATE, DEAD_LETTERS -> true;
      case EVENTS_IN, EVENTS_OVER_BUDGET, EVENTS_PUBLISHED, EVENTS_BEHIND -> false;
    };
  }

  /** Registers the counter for a topic. */
  public Counter register(MetricGroup operator, String topic) {
    return operator.addGroup(GROUP).addGroup(TOPIC, topic).counter(id);
  }

  /** Registers the counter for a topic and a reason. */
  public Counter register(MetricGroup operator, String topic, String reason) {
    return operator.addGroup(GROUP).addGroup(TOPIC, topic).addGroup(REASON, reason).counter(id);
  }

  /** Registers the counter for a topic and a service. */
  public Counter registerService(MetricGroup operator, String topic, String service) {
    return operator.addGroup(GROUP).addGroup(TOPIC, topic).addGroup(SERVICE, service).counter(id);
  }
}
