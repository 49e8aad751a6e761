package io.dephasing.operators.annotation;

import io.dephasing.core.annotation.Annotation;
import io.dephasing.core.annotation.AnnotationBook;
import io.dephasing.core.annotation.AnnotationChange;
import io.dephasing.core.group.Bulletin;
import io.dephasing.operators.metrics.AnnotationCounter;
import io.dephasing.operators.types.StreamTypes;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.java.typeutils.ResultTypeQueryable;
import org.apache.flink.metrics.Counter;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.util.OutputTag;

/**
 * Tells all groups of annotations that are news, and the audit of those and of what was refused. A
 * single subtask, for there is one topic of one partition.
 *
 * <p>Nothing is judged before it gives the watermark free: in a replay when all annotations were
 * read, else as soon as none has come for a second, so that a job that starts knows of what lies
 * there before it judges the events of then.
 */
public final class AdmitAnnotations extends AbstractStreamOperator<Bulletin>
    implements OneInputStreamOperator<AnnotationChange, Bulletin>, ResultTypeQueryable<Bulletin> {
  /** What became of each change. */
  public static final OutputTag<AnnotationChange> AUDIT =
      new OutputTag<>("audit", StreamTypes.ANNOTATION_CHANGE);

  static final long QUIET_MILLIS = 1_000;
  static final long LONGEST_MILLIS = 10_000;

  private static final long serialVersionUID = 1L;

  // Bounded by the book: replaced, withdrawn, or beyond 10,000 the one that ended first.
  private static final ListStateDescriptor<Annotation> ANNOTATIONS =
      new ListStateDescriptor<>("annotations", StreamTypes.ANNOTATION);

  private final String topic;
  private final boolean isBounded;

  private transient ListState<Annotation> state;
  private transient AnnotationBook book;
  private transient Counter accepted;
  private transient Counter refused;
  private transient Counter withdrawn;
  private transient long openedMillis;
  private transient long heardMillis;

  /**
   * Admits the annotations of a topic.
   *
   * @param topic its name, for counters
   * @param isBounded whether the input ends: then its end gives the watermark free
   */
  public AdmitAnnotations(String topic, boolean isBounded) {
    this.topic = topic;
    this.isBounded = isBounded;
  }

  @Override
  public void initializeState(StateInitializationContext context) throws Exception {
    super.initializeState(context);
    book = new AnnotationBook();
    state = context.getOperatorStateStore().getListState(ANNOTATIONS);
    for (Annotation each : state.get()) {
      book.put(each, Long.MIN_VALUE);
    }
  }

  @Override
  public void open() throws Exception {
    super.open();
    accepted = AnnotationCounter.ACCEPTED.register(getMetricGroup(), topic);
    refused = AnnotationCounter.REFUSED.register(getMetricGroup(), topic);
    withdrawn = AnnotationCounter.WITHDRAWN.register(getMetricGroup(), topic);
    openedMillis = nowMillis();
    heardMillis = openedMillis;
    if (!isBounded) {
      lookAgain();
    }
  }

  @Override
  public void processElement(StreamRecord<AnnotationChange> element) {
    heardMillis = nowMillis();
    AnnotationChange change = element.getValue();
    switch (change.outcome()) {
      case ACCEPTED -> accept(change);
      case WITHDRAWN -> withdraw(change);
      case REFUSED -> {
        refused.inc();
        audit(change);
      }
    }
  }

  /** The same annotation again, as of a producer that repeats what it has sent, is no news. */
  private void accept(AnnotationChange change) {
    Annotation annotation = change.annotation();
    if (annotation == null || annotation.equals(book.find(change.id()))) {
      return;
    }
    accepted.inc();
    book.put(annotation, Long.MIN_VALUE);
    output.collect(new StreamRecord<>(Bulletin.of(change)));
    audit(change);
  }

  private void withdraw(AnnotationChange change) {
    Annotation known = book.find(change.id());
    AnnotationChange told = AnnotationChange.withdrawn(change.id(), known, change.place());
    withdrawn.inc();
    if (known != null) {
      book.remove(change.id());
      output.collect(new StreamRecord<>(Bulletin.of(told)));
    }
    audit(told);
  }

  private void audit(AnnotationChange change) {
    output.collect(AUDIT, new StreamRecord<>(change));
  }

  private void lookAgain() {
    var unused =
        getProcessingTimeService().registerTimer(nowMillis() + QUIET_MILLIS, timestamp -> look());
  }

  private void look() {
    long nowMillis = nowMillis();
    if (nowMillis - heardMillis >= QUIET_MILLIS || nowMillis - openedMillis >= LONGEST_MILLIS) {
      output.emitWatermark(Watermark.MAX_WATERMARK);
    } else {
      lookAgain();
    }
  }

  private long nowMillis() {
    return getProcessingTimeService().getCurrentProcessingTime();
  }

  @Override
  public void snapshotState(StateSnapshotContext context) throws Exception {
    super.snapshotState(context);
    state.clear();
    for (Annotation each : book.all()) {
      state.add(each);
    }
  }

  @Override
  public TypeInformation<Bulletin> getProducedType() {
    return StreamTypes.BULLETIN;
  }
}
