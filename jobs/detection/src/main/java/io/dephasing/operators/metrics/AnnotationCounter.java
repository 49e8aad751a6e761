package io.dephasing.operators.metrics;

import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;

/**
 * What became of the records of the annotations' topic; they are no events, so that they are in no
 * sum of those. Prometheus has them as {@code dephasing_pipeline_<name>}.
 */
public enum AnnotationCounter {
  ACCEPTED("annotations_accepted_total", "annotations that hold from then on"),
  REFUSED("annotations_refused_total", "malformed annotations; the audit says why"),
  WITHDRAWN("annotations_withdrawn_total", "annotations that were taken back");

  private final String id;
  private final String help;

  AnnotationCounter(String id, String help) {
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
  public Counter register(MetricGroup operator, String topic) {
    return operator.addGroup("dephasing").addGroup("topic", topic).counter(id);
  }
}
