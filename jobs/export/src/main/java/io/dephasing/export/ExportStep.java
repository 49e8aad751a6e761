package io.dephasing.export;

import org.apache.flink.streaming.api.datastream.DataStreamSink;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;

/**
 * The catalogue of the export job's operators: the uid finds an operator's state in a savepoint,
 * for ever; the name is for people who look at Flink's web UI.
 */
enum ExportStep {
  READ_SLIS("read-slis", "Read SLIs"),
  READ_ALERTS("read-alerts", "Read alerts for Prometheus"),
  READ_RECOMMENDATIONS("read-recommendations", "Read recommendations"),
  WRITE_GROUP_SERIES("write-group-series", "Make each group's series"),
  READ_AUDIT("read-audit", "Read audit"),
  WRITE_ANNOTATION_SERIES("write-annotation-series", "Make series of annotations"),
  WRITE_TO_PROMETHEUS("write-to-prometheus", "Write to Prometheus"),
  READ_ALERTS_TO_TELL("read-alerts-to-tell", "Read alerts for Alertmanager"),
  KEEP_ALERTS_ALIVE("keep-alerts-alive", "Tell of each alert again"),
  POST_TO_ALERTMANAGER("post-to-alertmanager", "Post to Alertmanager");

  private final String uid;
  private final String label;

  ExportStep(String uid, String label) {
    this.uid = uid;
    this.label = label;
  }

  /** Where a savepoint has its state. */
  String uid() {
    return uid;
  }

  /** Its name, for people. */
  String label() {
    return label;
  }

  <T> SingleOutputStreamOperator<T> on(SingleOutputStreamOperator<T> stream) {
    return stream.uid(uid).name(label);
  }

  void on(DataStreamSink<?> sink) {
    sink.uid(uid).name(label);
  }
}
