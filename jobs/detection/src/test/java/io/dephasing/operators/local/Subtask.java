package io.dephasing.operators.local;

import io.dephasing.operators.Outflow;
import io.dephasing.operators.metrics.InspectableMetrics;
import java.util.List;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.operators.testutils.MockEnvironmentBuilder;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.jspecify.annotations.Nullable;

/**
 * One subtask of a step of the chain on Flink's harness, with what it has sent and counted.
 *
 * @param <I> what comes in
 * @param <O> what goes out
 */
final class Subtask<I, O> implements AutoCloseable {
  private static final int MOST_SUBTASKS = 16;

  private final Outflow<O> out = new Outflow<>();
  private final OneInputStreamOperatorTestHarness<I, O> harness;

  private Subtask(OneInputStreamOperator<I, O> step, Place place, InspectableMetrics metrics)
      throws Exception {
    harness =
        new OneInputStreamOperatorTestHarness<>(
            step,
            new MockEnvironmentBuilder()
                .setTaskName("source's chain")
                .setMaxParallelism(MOST_SUBTASKS)
                .setParallelism(place.parallelism)
                .setSubtaskIndex(place.index)
                .setMetricGroup(metrics.task())
                .build());
    harness.setOutputCreator(serializer -> out);
  }

  /**
   * Which subtask.
   *
   * @param index from 0
   * @param parallelism how many there are
   */
  record Place(int index, int parallelism) {
    static final Place ONLY = new Place(0, 1);
  }

  /** The only subtask, at the job's first start. */
  static <I, O> Subtask<I, O> fresh(OneInputStreamOperator<I, O> step) throws Exception {
    return counting(step, new InspectableMetrics());
  }

  /** The only subtask, at the job's first start. */
  static <I, O> Subtask<I, O> counting(
      OneInputStreamOperator<I, O> step, InspectableMetrics metrics) throws Exception {
    return open(step, Place.ONLY, metrics, null);
  }

  /**
   * One of several subtasks, restored from what all of them, however many there were, have saved.
   */
  static <I, O> Subtask<I, O> restored(
      OneInputStreamOperator<I, O> step, Place place, List<OperatorSubtaskState> saved)
      throws Exception {
    OperatorSubtaskState all =
        OneInputStreamOperatorTestHarness.repackageState(
            saved.toArray(new OperatorSubtaskState[0]));
    OperatorSubtaskState own =
        OneInputStreamOperatorTestHarness.repartitionOperatorState(
            all, MOST_SUBTASKS, saved.size(), place.parallelism, place.index);
    return open(step, place, new InspectableMetrics(), own);
  }

  private static <I, O> Subtask<I, O> open(
      OneInputStreamOperator<I, O> step,
      Place place,
      InspectableMetrics metrics,
      @Nullable OperatorSubtaskState saved)
      throws Exception {
    Subtask<I, O> subtask = new Subtask<>(step, place, metrics);
    subtask.harness.setup();
    if (saved != null) {
      subtask.harness.initializeState(saved);
    }
    subtask.harness.open();
    return subtask;
  }

  Outflow<O> out() {
    return out;
  }

  OneInputStreamOperatorTestHarness<I, O> harness() {
    return harness;
  }

  void take(I value) throws Exception {
    harness.processElement(value, 0);
  }

  OperatorSubtaskState save() throws Exception {
    return harness.snapshot(1, 1);
  }

  @Override
  public void close() throws Exception {
    harness.close();
  }
}
