package io.dephasing.operators.annotation;

import io.dephasing.core.annotation.AnnotationBook;
import io.dephasing.core.annotation.AnnotationChange;
import io.dephasing.core.annotation.ScopedAnnotation;
import io.dephasing.core.group.Bulletin;
import io.dephasing.operators.metrics.AnnotationCounter;
import io.dephasing.operators.types.StreamTypes;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.typeinfo.PrimitiveArrayTypeInfo;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.java.typeutils.ResultTypeQueryable;
import org.apache.flink.metrics.Counter;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.runtime.watermarkstatus.WatermarkStatus;
import org.apache.flink.util.OutputTag;

/**
 * Tells all groups of annotations that are news, and the audit of those and of what was refused. A
 * single subtask, for there is one topic of one partition.
 *
 * <p>Nothing is judged before it gives the watermark free: in a replay when all annotations were
 * read, else when it has read to the end that the topic had when it began, however slow Kafka is.
 * While Kafka does not say where that is, event time stands still.
 */
public final class AdmitAnnotations extends AbstractStreamOperator<Bulletin>
    implements OneInputStreamOperator<AnnotationChange, Bulletin>, ResultTypeQueryable<Bulletin> {
  /** What became of each change. */
  public static final OutputTag<AnnotationChange> AUDIT =
      new OutputTag<>("audit", StreamTypes.ANNOTATION_CHANGE);

  static final long LOOK_MILLIS = 100;

  /** The last record may be compacted away meanwhile, or Kafka not have answered. */
  static final long ASK_AGAIN_MILLIS = 10_000;

  private static final long serialVersionUID = 1L;

  // Bounded by the book: replaced, withdrawn, or beyond 10,000 the one that ended first.
  private static final ListStateDescriptor<ScopedAnnotation> ANNOTATIONS =
      new ListStateDescriptor<>("annotations", StreamTypes.ANNOTATION);

  // Partition, and the offset of its next record: up to there the book is complete.
  private static final ListStateDescriptor<long[]> POSITIONS =
      new ListStateDescriptor<>("positions", PrimitiveArrayTypeInfo.LONG_PRIMITIVE_ARRAY_TYPE_INFO);

  // Tells state in which nothing was read from that in which no positions were kept.
  private static final long[] NO_PARTITION = {-1, -1};

  private final String topic;
  private final boolean isBounded;
  private final TopicEnds topicEnds;

  private transient ListState<ScopedAnnotation> state;
  private transient AnnotationBook book;
  private transient Counter accepted;
  private transient Counter refused;
  private transient Counter withdrawn;
  private transient ListState<long[]> readState;
  private transient Map<Integer, Long> positions;
  private transient boolean isReadUnknown;
  private transient CompletableFuture<Map<Integer, Long>> ends;
  private transient long askedMillis;

  /**
   * Admits the annotations of a topic.
   *
   * @param topic its name, for counters
   * @param isBounded whether the input ends: then its end gives the watermark free
   * @param topicEnds where the topic ends
   */
  public AdmitAnnotations(String topic, boolean isBounded, TopicEnds topicEnds) {
    this.topic = topic;
    this.isBounded = isBounded;
    this.topicEnds = topicEnds;
  }

  @Override
  public void initializeState(StateInitializationContext context) throws Exception {
    super.initializeState(context);
    book = new AnnotationBook();
    state = context.getOperatorStateStore().getListState(ANNOTATIONS);
    for (ScopedAnnotation each : state.get()) {
      book.put(each, Long.MIN_VALUE);
    }
    positions = new HashMap<>();
    readState = context.getOperatorStateStore().getListState(POSITIONS);
    // State of before positions were kept: its book is complete, and its last record comes no more.
    isReadUnknown = context.isRestored();
    for (long[] each : readState.get()) {
      isReadUnknown = false;
      if (each[0] != NO_PARTITION[0]) {
        positions.put((int) each[0], each[1]);
      }
    }
  }

  @Override
  public void open() throws Exception {
    super.open();
    ends = CompletableFuture.completedFuture(Map.of());
    accepted = AnnotationCounter.ACCEPTED.register(getMetricGroup(), topic);
    refused = AnnotationCounter.REFUSED.register(getMetricGroup(), topic);
    withdrawn = AnnotationCounter.WITHDRAWN.register(getMetricGroup(), topic);
    if (!isBounded) {
      ask();
      lookAgain();
    }
  }

  @Override
  public void processElement(StreamRecord<AnnotationChange> element) {
    AnnotationChange change = element.getValue();
    positions.merge(change.place().partition(), change.place().offset() + 1, Math::max);
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
    ScopedAnnotation annotation = change.annotation();
    if (annotation == null || annotation.equals(book.find(change.id()))) {
      return;
    }
    accepted.inc();
    book.put(annotation, Long.MIN_VALUE);
    output.collect(new StreamRecord<>(Bulletin.of(change)));
    audit(change);
  }

  private void withdraw(AnnotationChange change) {
    ScopedAnnotation known = book.find(change.id());
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

  private void ask() {
    askedMillis = nowMillis();
    ends = topicEnds.of(positions);
  }

  private void lookAgain() {
    var unused =
        getProcessingTimeService().registerTimer(nowMillis() + LOOK_MILLIS, timestamp -> look());
  }

  private void look() {
    if (isReadUnknown || (ends.isDone() && isReadTo(ends.join()))) {
      // Idle, and not at the end of time: while all sources of events are idle too, as before they
      // have their partitions, groups would go to the end of time with it.
      output.emitWatermarkStatus(WatermarkStatus.IDLE);
      topicEnds.close();
      return;
    }
    if (ends.isDone() && nowMillis() - askedMillis >= ASK_AGAIN_MILLIS) {
      LOG.warn("annotations of {} are still being read: nothing is judged before", topic);
      ask();
    }
    lookAgain();
  }

  /** An empty answer is none. */
  private boolean isReadTo(Map<Integer, Long> targets) {
    return !targets.isEmpty()
        && targets.entrySet().stream().allMatch(each -> position(each.getKey()) >= each.getValue());
  }

  private long position(int partition) {
    return positions.getOrDefault(partition, TopicEnds.NOTHING_READ);
  }

  private long nowMillis() {
    return getProcessingTimeService().getCurrentProcessingTime();
  }

  /**
   * Passes nothing on: idle is this step once all is read, and not when its source is, as until it
   * is given its partition.
   */
  @Override
  public void processWatermarkStatus(WatermarkStatus status) {}

  @Override
  public void close() throws Exception {
    topicEnds.close();
    super.close();
  }

  @Override
  public void snapshotState(StateSnapshotContext context) throws Exception {
    super.snapshotState(context);
    state.clear();
    for (ScopedAnnotation each : book.all()) {
      state.add(each);
    }
    readState.clear();
    readState.add(NO_PARTITION);
    for (Map.Entry<Integer, Long> each : positions.entrySet()) {
      readState.add(new long[] {each.getKey(), each.getValue()});
    }
  }

  @Override
  public TypeInformation<Bulletin> getProducedType() {
    return StreamTypes.BULLETIN;
  }
}
