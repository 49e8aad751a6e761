package io.dephasing.export.operator;

import io.dephasing.core.event.GroupKey;
import io.dephasing.export.series.Advice;
import io.dephasing.export.series.AlertChange;
import io.dephasing.export.series.ExportFailure;
import io.dephasing.export.series.Exportable;
import io.dephasing.export.series.ExportedMetric;
import io.dephasing.export.series.GroupExport;
import io.dephasing.export.series.GroupMemory;
import io.dephasing.export.series.GroupWindow;
import io.dephasing.export.series.Sample;
import io.dephasing.export.series.SeriesBudget;
import io.dephasing.export.series.SeriesLabels;
import java.util.Optional;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.api.java.typeutils.ResultTypeQueryable;
import org.apache.flink.streaming.api.TimerService;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import org.jspecify.annotations.Nullable;

/**
 * Makes the samples of a group from its records, and from what was written before: counters, ends
 * of lines, alerts that last. Time is the clock's, for nothing tells how far event time is.
 */
public final class WriteGroupSeries
    extends KeyedProcessFunction<String, Tuple2<String, byte[]>, Sample>
    implements ResultTypeQueryable<Sample> {
  private static final long serialVersionUID = 1L;
  private static final long REPORT_MILLIS = 15_000;

  // Cleared when the group was silent for two days.
  private static final ValueStateDescriptor<GroupMemory> MEMORY =
      new ValueStateDescriptor<>("group-memory", ExportTypes.GROUP_MEMORY);

  private final RecordReader reader;
  private final int mostOfGroup;
  private final long mostSeries;

  private transient ValueState<GroupMemory> memory;
  private transient GroupExport export;
  private transient SeriesBudget budget;
  private transient long unreadable;
  private transient long reportedMillis;

  /**
   * Writes within a budget.
   *
   * @param reader of the records
   * @param mostOfGroup series of one group's windows
   * @param mostSeries series in all, over all subtasks
   */
  public WriteGroupSeries(RecordReader reader, int mostOfGroup, long mostSeries) {
    this.reader = reader;
    this.mostOfGroup = mostOfGroup;
    this.mostSeries = mostSeries;
  }

  @Override
  public void open(OpenContext context) {
    memory = getRuntimeContext().getState(MEMORY);
    int subtasks = getRuntimeContext().getTaskInfo().getNumberOfParallelSubtasks();
    budget = new SeriesBudget(mostOfGroup, Math.max(1, mostSeries / subtasks));
    export = new GroupExport(budget);
  }

  @Override
  public void processElement(Tuple2<String, byte[]> record, Context context, Collector<Sample> out)
      throws Exception {
    long nowMillis = context.timerService().currentProcessingTime();
    if (record.f0.isEmpty()) {
      unreadable++;
    } else {
      write(record.f1, nowMillis, context.timerService(), out);
    }
    report(nowMillis, out);
  }

  @Override
  public void onTimer(long timestamp, OnTimerContext context, Collector<Sample> out)
      throws Exception {
    @Nullable GroupMemory known = memory.value();
    if (known == null || known.wakeAtMillis() > timestamp) {
      return; // A timer that was set before something newer came.
    }
    long nowMillis = context.timerService().currentProcessingTime();
    if (KeepAlertsAlive.isOverdue(timestamp, nowMillis)) {
      known.wakeAt(nowMillis + KeepAlertsAlive.SETTLE_MILLIS);
      memory.update(known);
      context.timerService().registerProcessingTimeTimer(known.wakeAtMillis());
      return;
    }
    GroupKey group = GroupKey.parse(context.getCurrentKey());
    if (export.tick(known, group, last(known), nowMillis, out::collect)) {
      memory.clear();
      return;
    }
    memory.update(known);
    context.timerService().registerProcessingTimeTimer(known.wakeAtMillis());
  }

  private void write(byte[] record, long nowMillis, TimerService timers, Collector<Sample> out)
      throws Exception {
    @Nullable GroupMemory stored = memory.value();
    GroupMemory known = stored == null ? new GroupMemory() : stored;
    long before = known.wakeAtMillis();
    Exportable exportable = reader.read(record);
    if (exportable instanceof GroupWindow window) {
      export.window(known, window, record, last(known), nowMillis, out::collect);
    } else if (exportable instanceof AlertChange change) {
      export.alert(known, change, nowMillis, out::collect);
    } else if (exportable instanceof Advice advice) {
      export.advice(known, advice, nowMillis, out::collect);
    }
    if (known.wakeAtMillis() == Long.MAX_VALUE) {
      return; // The budget refused the group: there is nothing to remember, and nothing would clear
      // it.
    }
    memory.update(known);
    if (known.wakeAtMillis() != before) {
      // One timer a key, not one a record.
      timers.deleteProcessingTimeTimer(before);
      timers.registerProcessingTimeTimer(known.wakeAtMillis());
    }
  }

  private Optional<GroupWindow> last(GroupMemory known) {
    return known.lastRecord().length > 0
            && reader.read(known.lastRecord()) instanceof GroupWindow window
        ? Optional.of(window)
        : Optional.empty();
  }

  /** What only this step knows of itself goes the way of all samples. */
  private void report(long nowMillis, Collector<Sample> out) {
    if (nowMillis - reportedMillis < REPORT_MILLIS) {
      return;
    }
    reportedMillis = nowMillis;
    SeriesLabels subtask =
        SeriesLabels.NONE.with(
            "subtask", String.valueOf(getRuntimeContext().getTaskInfo().getIndexOfThisSubtask()));
    out.collect(
        Sample.of(subtask.named(ExportedMetric.EXPORT_SERIES.metric()), nowMillis, budget.total()));
    SeriesLabels sink = subtask.with("sink", "prometheus");
    SeriesLabels failures = sink.named(ExportedMetric.EXPORT_FAILURES_TOTAL.metric());
    out.collect(
        Sample.of(
            failures.with("reason", ExportFailure.SERIES_BUDGET.reason()),
            nowMillis,
            budget.refused()));
    out.collect(
        Sample.of(
            failures.with("reason", ExportFailure.UNENDED.reason()), nowMillis, export.unended()));
    out.collect(
        Sample.of(
            sink.named(ExportedMetric.EXPORT_UNREADABLE_TOTAL.metric()), nowMillis, unreadable));
  }

  @Override
  public TypeInformation<Sample> getProducedType() {
    return ExportTypes.SAMPLE;
  }
}
