package io.dephasing.connectors.kafka;

import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;

/**
 * What sinks count of what they write. It was counted before, where events were, and is in no sum
 * of those. Prometheus has it as {@code dephasing_pipeline_<name>}.
 */
public enum SinkCounter {
  DEAD_LETTERS_CUT(
      "dead_letters_cut_total", "too large for the dead letters: written in part, and marked");

  private final String id;
  private final String help;

  SinkCounter(String id, String help) {
    this.id = id;
    this.help = help;
  }

  /** Name after the prefix. */
  public String id() {
    return id;
  }

  /** One line for people. */
  public String help() {
    return help;
  }

  /** Registers the counter for a topic. */
  public Counter register(MetricGroup sink, String topic) {
    return sink.addGroup("dephasing").addGroup("topic", topic).counter(id);
  }
}
