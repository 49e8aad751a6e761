package io.dephasing.operators.local;

import io.dephasing.core.event.Absent;
import io.dephasing.core.event.GroupKey;
import io.dephasing.core.event.PartitionProgress;
import io.dephasing.core.event.PartitionProgress.Limits;
import io.dephasing.core.event.PartitionProgress.Timeliness;
import io.dephasing.core.group.GroupBudget;
import io.dephasing.core.group.GroupBudget.Verdict;
import io.dephasing.core.group.JobSpan;
import io.dephasing.core.slice.GroupedEvents;
import io.dephasing.core.slice.Slice;
import io.dephasing.operators.metrics.OperatorCounter;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.tuple.Tuple2;
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
 * Decides what is late where the original bytes still are, against the time of the record's own
 * partition (METHOD 9.8): what its events and the broker's time of its records say, and what its
 * watermark has followed. Refuses groups beyond the budget, too. Refused and late records go to a
 * side output, of each batch those that were no events first; so does the job's span, ahead of this
 * subtask's first watermark.
 *
 * @param <T> the source's batch
 * @param <L> a dead letter
 */
public final class SplitLate<T, L> extends AbstractStreamOperator<Arrivals>
    implements OneInputStreamOperator<T, Arrivals>, ResultTypeQueryable<Arrivals> {
  private static final long serialVersionUID = 1L;

  // Union: after a restart any subtask may read any partition. Never cleared: one entry a
  // partition.
  private static final ListStateDescriptor<Tuple2<Integer, Long>> PARTITION_TIMES =
      new ListStateDescriptor<>("partition-times", Types.TUPLE(Types.INT, Types.LONG));

  // Union: the earliest and the latest event of all subtasks. Never cleared: one entry a subtask.
  private static final ListStateDescriptor<Tuple2<Long, Long>> SPAN =
      new ListStateDescriptor<>("span", Types.TUPLE(Types.LONG, Types.LONG));

  // Union: after a restart any subtask may read any group. Bounded by the budget.
  private static final ListStateDescriptor<Tuple2<String, Long>> GROUPS =
      new ListStateDescriptor<>("groups", Types.TUPLE(Types.STRING, Types.LONG));

  private final SourceBatches<T, L> batches;
  private final Bounds lateness;
  private final GroupBudget.Limits limits;
  private final String topic;
  private final Outputs<L> outputs;

  private transient Map<Integer, PartitionProgress> progress;
  private transient ListState<Tuple2<Integer, Long>> partitionTimes;
  private transient ListState<Tuple2<Long, Long>> spanState;
  private transient long firstMillis;
  private transient long lastMillis;
  private transient Counter in;
  private transient Counter late;
  private transient Map<String, Counter> refused;
  private transient GroupBudget groups;
  private transient ListState<Tuple2<String, Long>> groupsState;
  private transient OverBudget overBudget;

  /**
   * Where what is no arrival goes.
   *
   * @param deadLetters what is malformed and the like, or beyond the allowed lateness
   * @param span what this subtask knows of the job's span
   * @param <L> a dead letter
   */
  public record Outputs<L>(OutputTag<L> deadLetters, OutputTag<JobSpan> span)
      implements Serializable {}

  /**
   * What late means; travels to the task managers, therefore serializable.
   *
   * @param boundMillis out-of-orderness that is on time, ms
   * @param allowedMillis beyond the bound, events still change their slice; ms
   * @param slackMillis how far the time of a quiet partition is behind the clock, ms
   */
  public record Bounds(long boundMillis, long allowedMillis, long slackMillis)
      implements Serializable {
    PartitionProgress progress() {
      return new PartitionProgress(new Limits(boundMillis, allowedMillis, slackMillis));
    }
  }

  /** Splits the records of one topic. */
  public SplitLate(
      SourceBatches<T, L> batches,
      Bounds lateness,
      GroupBudget.Limits limits,
      String topic,
      Outputs<L> outputs) {
    this.batches = batches;
    this.lateness = lateness;
    this.limits = limits;
    this.topic = topic;
    this.outputs = outputs;
  }

  @Override
  public void initializeState(StateInitializationContext context) throws Exception {
    super.initializeState(context);
    progress = new HashMap<>();
    firstMillis = JobSpan.UNKNOWN.firstMillis();
    lastMillis = JobSpan.UNKNOWN.lastMillis();
    partitionTimes = context.getOperatorStateStore().getUnionListState(PARTITION_TIMES);
    for (Tuple2<Integer, Long> entry : partitionTimes.get()) {
      progressOf(entry.f0).reach(entry.f1);
    }
    spanState = context.getOperatorStateStore().getUnionListState(SPAN);
    for (Tuple2<Long, Long> entry : spanState.get()) {
      firstMillis = Math.min(firstMillis, entry.f0);
      lastMillis = Math.max(lastMillis, entry.f1);
    }
    groups = new GroupBudget(limits);
    groupsState = context.getOperatorStateStore().getUnionListState(GROUPS);
    for (Tuple2<String, Long> entry : groupsState.get()) {
      groups.restore(GroupKey.parse(entry.f0), entry.f1);
    }
  }

  @Override
  public void open() throws Exception {
    super.open();
    in = OperatorCounter.EVENTS_IN.register(getMetricGroup(), topic);
    late = OperatorCounter.EVENTS_LATE.register(getMetricGroup(), topic);
    refused = new HashMap<>();
    overBudget = new OverBudget(getMetricGroup(), topic, limits);
  }

  @Override
  public void processElement(StreamRecord<T> element) {
    T batch = element.getValue();
    batches.forEachRefused(batch, this::refuse);
    GroupedEvents events = batches.events(batch);
    PartitionProgress partition = progressOf(batches.partition(batch));
    partition.reachClock(batches.followedMillis(batch));
    if (events.size() > 0) {
      in.inc(events.size());
      Arrivals arrivals = new Arrivals(events, batches.partition(batch));
      for (int i = 0; i < events.size(); i++) {
        place(arrivals, i, partition);
        admit(arrivals, i, batch);
      }
      output.collect(element.replace(arrivals));
    }
    partition.reachClock(batches.lastAppendedMillis(batch));
    lastMillis = Math.max(lastMillis, partition.reachedMillis());
  }

  private PartitionProgress progressOf(int partition) {
    return progress.computeIfAbsent(partition, p -> lateness.progress());
  }

  /** What is late counts where its partition has come to, and moves it no further. */
  private void place(Arrivals arrivals, int i, PartitionProgress partition) {
    GroupedEvents events = arrivals.events();
    long timeMillis = events.timeMillis(i);
    partition.reachClock(events.appendedMillis(i));
    Timeliness stands = partition.timeliness(timeMillis);
    if (stands == Timeliness.LATE || !Absent.isGiven(events.cappedTimeMillis(i))) {
      arrivals.place(i, Timeliness.LATE, lateSlice(partition, timeMillis));
      return;
    }
    partition.reach(events.cappedTimeMillis(i));
    widenSpan(timeMillis);
    arrivals.place(i, stands, Slice.indexOf(timeMillis));
  }

  private void admit(Arrivals arrivals, int i, T batch) {
    GroupKey group = arrivals.events().group(i);
    Verdict verdict = groups.admit(group, arrivals.sliceIndex(i));
    if (verdict != Verdict.ADMITTED) {
      arrivals.drop(i);
      overBudget.count(group);
      bury(batches.overBudget(batch, i, overBudget.reason(verdict, group)));
    } else if (arrivals.timeliness(i) == Timeliness.LATE) {
      late.inc();
      bury(batches.late(batch, i));
    }
  }

  private void bury(L letter) {
    output.collect(outputs.deadLetters(), new StreamRecord<>(letter));
  }

  /** Where its partition has come nowhere, the group moves it to the minute at hand. */
  private static long lateSlice(PartitionProgress partition, long timeMillis) {
    return Slice.indexOf(Math.max(partition.reachedMillis(), timeMillis));
  }

  private void refuse(String refusal, L letter) {
    in.inc();
    refused
        .computeIfAbsent(
            refusal,
            reason -> OperatorCounter.DEAD_LETTERS.register(getMetricGroup(), topic, reason))
        .inc();
    bury(letter);
  }

  private void widenSpan(long timeMillis) {
    if (timeMillis < firstMillis) {
      firstMillis = timeMillis;
      output.collect(
          outputs.span(),
          new StreamRecord<>(new JobSpan(firstMillis, JobSpan.UNKNOWN.lastMillis())));
    }
  }

  @Override
  public void processWatermark(Watermark mark) throws Exception {
    if (mark.getTimestamp() == Long.MAX_VALUE) {
      // The input has ended: what is still published then is bounded by the job's last event.
      output.collect(outputs.span(), new StreamRecord<>(new JobSpan(firstMillis, lastMillis)));
    }
    super.processWatermark(mark);
  }

  @Override
  public void snapshotState(StateSnapshotContext context) throws Exception {
    super.snapshotState(context);
    partitionTimes.clear();
    for (Map.Entry<Integer, PartitionProgress> entry : progress.entrySet()) {
      partitionTimes.add(Tuple2.of(entry.getKey(), entry.getValue().reachedMillis()));
    }
    groupsState.clear();
    List<Tuple2<String, Long>> known = new ArrayList<>(groups.size());
    groups.forEach((group, minute) -> known.add(Tuple2.of(group.canonical(), minute)));
    groupsState.addAll(known);
    spanState.clear();
    spanState.add(Tuple2.of(firstMillis, lastMillis));
  }

  @Override
  public TypeInformation<Arrivals> getProducedType() {
    return Arrivals.TYPE;
  }
}
