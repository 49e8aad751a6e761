package io.dephasing.operators.group;

import io.dephasing.core.alert.AlertTransition;
import io.dephasing.core.annotation.AnnotationChange;
import io.dephasing.core.event.Event;
import io.dephasing.core.group.Bulletin;
import io.dephasing.core.group.JobSpan;
import io.dephasing.core.sli.WindowSli;
import io.dephasing.core.slice.PartialSlice;
import io.dephasing.core.slice.Slice;
import io.dephasing.operators.Outflow;
import io.dephasing.operators.types.StreamTypes;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.CheckpointOptions;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.KeyGroupRangeAssignment;
import org.apache.flink.runtime.state.heap.HeapKeyedStateBackend;
import org.apache.flink.runtime.state.memory.MemCheckpointStreamFactory;
import org.apache.flink.streaming.api.operators.OperatorSnapshotFinalizer;
import org.apache.flink.streaming.api.operators.OperatorSnapshotFutures;
import org.apache.flink.streaming.api.operators.co.CoBroadcastWithKeyedOperator;
import org.apache.flink.streaming.util.AbstractStreamOperatorTestHarness;
import org.apache.flink.streaming.util.KeyedBroadcastOperatorTestHarness;
import org.jspecify.annotations.Nullable;

/** One subtask of {@link WatchGroup} on Flink's harness, with the heap state of production. */
final class WatcherSubtask implements AutoCloseable {
  private static final int MOST_SUBTASKS = 16;
  private static final int MOST_STATE_BYTES = 16 << 20;

  private final Outflow<WindowSli> out = new Outflow<>();
  private final KeyedBroadcastOperatorTestHarness<String, PartialSlice, Bulletin, WindowSli>
      harness;

  private WatcherSubtask(WatchGroup.Settings settings, int index, int parallelism)
      throws Exception {
    harness =
        new KeyedBroadcastOperatorTestHarness<>(
            new CoBroadcastWithKeyedOperator<>(
                new WatchGroup(settings), List.of(WatchGroup.SPAN, WatchGroup.ANNOTATIONS)),
            PartialSlice::groupKey,
            Types.STRING,
            MOST_SUBTASKS,
            parallelism,
            index);
    harness.setOutputCreator(serializer -> out);
    harness.setup(StreamTypes.SLI.createSerializer(new SerializerConfigImpl()));
  }

  /** The only subtask, at the job's first start. */
  static WatcherSubtask fresh(WatchGroup.Settings settings) throws Exception {
    WatcherSubtask subtask = new WatcherSubtask(settings, 0, 1);
    subtask.harness.open();
    return subtask;
  }

  /** The subtask that owns a group, of as many, restored from what the only one has saved. */
  static WatcherSubtask ownerOf(
      String groupKey, int parallelism, WatchGroup.Settings settings, OperatorSubtaskState saved)
      throws Exception {
    int index =
        KeyGroupRangeAssignment.assignKeyToParallelOperator(groupKey, MOST_SUBTASKS, parallelism);
    WatcherSubtask subtask = new WatcherSubtask(settings, index, parallelism);
    subtask.harness.initializeState(
        AbstractStreamOperatorTestHarness.repartitionOperatorState(
            saved, MOST_SUBTASKS, 1, parallelism, index));
    subtask.harness.open();
    return subtask;
  }

  void span(JobSpan span) throws Exception {
    harness.processBroadcastElement(Bulletin.of(span), 0);
  }

  void tell(AnnotationChange change) throws Exception {
    harness.processBroadcastElement(Bulletin.of(change), 0);
  }

  /** Event time has come this far on all inputs: what is before it has come. */
  void reach(long timeMillis) throws Exception {
    harness.watermark(timeMillis - 1);
  }

  void end() throws Exception {
    harness.watermark(Long.MAX_VALUE);
  }

  /** What time it is, and not for the events. */
  void clock(long nowMillis) throws Exception {
    harness.setProcessingTime(nowMillis);
  }

  /** Takes events of one group in, each minute when event time has come to it. */
  void play(List<Event> events) throws Exception {
    Map<Long, Slice> minutes = new TreeMap<>();
    for (Event event : events) {
      minutes
          .computeIfAbsent(Slice.indexOf(event.timeMillis()), minute -> new Slice())
          .add(event, true);
    }
    for (Map.Entry<Long, Slice> minute : minutes.entrySet()) {
      reach(minute.getKey() * Slice.LENGTH_MILLIS);
      take(events.get(0).group().canonical(), minute.getKey(), minute.getValue());
    }
  }

  void take(String groupKey, long minute, Slice slice) throws Exception {
    harness.processElement(new PartialSlice(groupKey, minute, slice), 0);
  }

  List<WindowSli> slis() {
    return out.records();
  }

  List<AlertTransition> alerts() {
    return out.side(WatchGroup.ALERTS, AlertTransition.class);
  }

  int timers() {
    return harness.numEventTimeTimers();
  }

  int stateEntries() {
    @Nullable Object backend = harness.getOperator().getKeyedStateBackend();
    return ((HeapKeyedStateBackend<?>) backend).numKeyValueStateEntries();
  }

  OperatorSubtaskState save() throws Exception {
    return written(snapshot());
  }

  /** The synchronous part of a snapshot, behind which records are processed again. */
  OperatorSnapshotFutures snapshot() throws Exception {
    return harness
        .getOperator()
        .snapshotState(
            1,
            1,
            CheckpointOptions.forCheckpointWithDefaultLocation(),
            new MemCheckpointStreamFactory(MOST_STATE_BYTES));
  }

  /** The asynchronous part. */
  static OperatorSubtaskState written(OperatorSnapshotFutures snapshot) throws Exception {
    return OperatorSnapshotFinalizer.create(snapshot).getJobManagerOwnedState();
  }

  @Override
  public void close() throws Exception {
    harness.close();
  }
}
