package io.dephasing.operators.local;

import com.dynatrace.hash4j.hashing.Hashing;
import io.dephasing.core.event.Event;
import io.dephasing.core.event.PartitionProgress.Timeliness;
import io.dephasing.core.slice.EventBatch;
import io.dephasing.operators.metrics.OperatorCounter;
import java.util.stream.LongStream;
import org.apache.flink.api.common.TaskInfo;
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

/**
 * Drops events whose id came before in their partition within the horizon: at the source's subtask,
 * before aggregation, in bounded memory. Events without an id pass. What is late was counted as
 * late already.
 */
public final class DropDuplicates extends AbstractStreamOperator<Arrivals>
    implements OneInputStreamOperator<Arrivals, Arrivals>, ResultTypeQueryable<Arrivals> {
  /** The horizon where nothing is dropped: all passes, and what was remembered is forgotten. */
  public static final long OFF = 0;

  private static final long serialVersionUID = 1L;

  // Union: after a restart any subtask may read any partition.
  private static final ListStateDescriptor<long[]> IDS =
      new ListStateDescriptor<>(
          "partition-ids", PrimitiveArrayTypeInfo.LONG_PRIMITIVE_ARRAY_TYPE_INFO);

  // Without partitions, as an earlier build saved them. Read, never written.
  private static final ListStateDescriptor<long[]> UNKNOWN_IDS =
      new ListStateDescriptor<>(
          "recent-ids", PrimitiveArrayTypeInfo.LONG_PRIMITIVE_ARRAY_TYPE_INFO);

  private final String topic;
  private final long horizonMillis;
  private final int mostIds;

  private transient PartitionIds recent;
  private transient ListState<long[]> ids;
  private transient Counter duplicates;

  /**
   * Drops duplicates of one topic.
   *
   * @param topic its name, for counters
   * @param horizonMillis for how long an id is remembered, ms of event time; or {@link #OFF}
   * @param mostIds how many are remembered, twice
   */
  public DropDuplicates(String topic, long horizonMillis, int mostIds) {
    this.topic = topic;
    this.horizonMillis = horizonMillis;
    this.mostIds = mostIds;
  }

  @Override
  public void initializeState(StateInitializationContext context) throws Exception {
    super.initializeState(context);
    recent = new PartitionIds(horizonMillis, mostIds);
    ids = context.getOperatorStateStore().getUnionListState(IDS);
    ListState<long[]> unknown = context.getOperatorStateStore().getUnionListState(UNKNOWN_IDS);
    if (horizonMillis != OFF) {
      for (long[] partition : ids.get()) {
        recent.restore(partition);
      }
      restoreUnknown(unknown.get());
    }
    unknown.clear();
  }

  private void restoreUnknown(Iterable<long[]> subtasks) {
    LongStream all = LongStream.empty();
    for (long[] each : subtasks) {
      all = LongStream.concat(all, LongStream.of(each));
    }
    long[] known = all.toArray();
    if (known.length > 0) {
      recent.restoreUnknown(known);
    }
  }

  @Override
  public void open() throws Exception {
    super.open();
    duplicates = OperatorCounter.EVENTS_DUPLICATE.register(getMetricGroup(), topic);
  }

  @Override
  public void processElement(StreamRecord<Arrivals> element) {
    if (horizonMillis != OFF) {
      drop(element.getValue());
    }
    output.collect(element);
  }

  private void drop(Arrivals arrivals) {
    EventBatch events = arrivals.events().events();
    for (int i = 0; events.hasNamed() && i < arrivals.size(); i++) {
      Event event = events.named(i);
      if (event != null
          && arrivals.timeliness(i) != Timeliness.LATE
          && isKnown(event, arrivals.partition())) {
        arrivals.drop(i);
        duplicates.inc();
      }
    }
  }

  private boolean isKnown(Event event, int partition) {
    String id = event.details().tags().eventId();
    return id != null
        && !recent.add(partition, Hashing.komihash5_0().hashCharsToLong(id), event.timeMillis());
  }

  @Override
  public void snapshotState(StateSnapshotContext context) throws Exception {
    super.snapshotState(context);
    TaskInfo subtask = getRuntimeContext().getTaskInfo();
    ids.update(
        recent.saved(subtask.getIndexOfThisSubtask(), subtask.getNumberOfParallelSubtasks()));
  }

  @Override
  public TypeInformation<Arrivals> getProducedType() {
    return Arrivals.TYPE;
  }
}
