package io.dephasing.topology;

import io.dephasing.core.event.EventKind;
import org.apache.flink.streaming.api.datastream.DataStreamSink;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;

/**
 * The catalogue of the detection job's operators: the uid finds an operator's state in a savepoint,
 * for ever; the name is for people who look at Flink's web UI. Steps of one kind of events carry
 * the kind in both.
 */
public enum Step {
  READ("read", "Read %s"),
  SPLIT_LATE("split-late", "Split late %s"),
  DROP_DUPLICATES("drop-duplicates", "Drop duplicate %s"),
  FOLD_LOCAL_SLICES("fold-local-slices", "Fold %s into local slices"),
  WATCH_GROUP("watch-group", "Watch each group"),
  READ_ANNOTATIONS("read-annotations", "Read annotations"),
  ADMIT_ANNOTATIONS("admit-annotations", "Admit annotations"),
  ANNOUNCE_SPAN("announce-span", "Announce the job's span"),
  SUM_ONSETS("sum-onsets", "Sum onsets"),
  WATCH_ACROSS("watch-across", "Watch all groups together"),
  MEASURE_DELAYS("measure-delays", "Measure delays of alerts"),
  PUBLISH_SLIS("publish-slis", "Publish SLIs"),
  PUBLISH_ALERTS("publish-alerts", "Publish alerts"),
  PUBLISH_RECOMMENDATIONS("publish-recommendations", "Publish recommendations"),
  PUBLISH_DEAD_LETTERS("publish-dead-letters", "Publish dead letters"),
  PUBLISH_AUDIT("publish-audit", "Publish audit");

  private final String uid;
  private final String label;

  Step(String uid, String label) {
    this.uid = uid;
    this.label = label;
  }

  /** The uid of a step that exists once. */
  public String uid() {
    return uid;
  }

  /** The uid of a step that exists for each kind of events. */
  public String uid(EventKind kind) {
    return uid + "-" + kind.id();
  }

  /** The name of a step for a kind of events. */
  public String label(EventKind kind) {
    return label.formatted(kind.topic());
  }

  /** Whether the step exists for each kind of events. */
  public boolean isOfKind() {
    return label.contains("%s");
  }

  <T> SingleOutputStreamOperator<T> on(SingleOutputStreamOperator<T> stream) {
    return stream.uid(uid).name(label);
  }

  <T> SingleOutputStreamOperator<T> on(EventKind kind, SingleOutputStreamOperator<T> stream) {
    return stream.uid(uid(kind)).name(label(kind));
  }

  void on(DataStreamSink<?> sink) {
    sink.uid(uid).name(label);
  }
}
