package io.dephasing.export.operator;

import io.dephasing.export.series.AnnotationMark;
import io.dephasing.export.series.AnnotationMemory;
import io.dephasing.export.series.AnnotationSeries;
import io.dephasing.export.series.Sample;
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
 * Makes the samples of annotations from the audit, one line for each key: only what was accepted is
 * drawn. Time is the clock's, but samples have the times of what happened.
 */
public final class WriteAnnotationSeries
    extends KeyedProcessFunction<String, Tuple2<String, byte[]>, Sample>
    implements ResultTypeQueryable<Sample> {
  private static final long serialVersionUID = 1L;

  // Cleared when nothing is drawn on the line any more.
  private static final ValueStateDescriptor<AnnotationMemory> MEMORY =
      new ValueStateDescriptor<>("annotation-memory", ExportTypes.ANNOTATION_MEMORY);

  private final MarkReader reader;

  private transient ValueState<AnnotationMemory> memory;

  /** Reads records so. */
  public WriteAnnotationSeries(MarkReader reader) {
    this.reader = reader;
  }

  @Override
  public void open(OpenContext context) {
    memory = getRuntimeContext().getState(MEMORY);
  }

  @Override
  public void processElement(Tuple2<String, byte[]> record, Context context, Collector<Sample> out)
      throws Exception {
    if (record.f0.isEmpty()) {
      return; // Unreadable: its reader has logged it.
    }
    Optional<AnnotationMark> mark = reader.read(record.f1);
    if (mark.isPresent()) {
      @Nullable AnnotationMemory known = memory.value();
      AnnotationMemory line = known == null ? new AnnotationMemory() : known;
      line.put(mark.get());
      draw(line, context.timerService(), out);
    }
  }

  @Override
  public void onTimer(long timestamp, OnTimerContext context, Collector<Sample> out)
      throws Exception {
    @Nullable AnnotationMemory known = memory.value();
    if (known != null) {
      draw(known, context.timerService(), out);
    }
  }

  private void draw(AnnotationMemory line, TimerService timers, Collector<Sample> out)
      throws Exception {
    long before = line.wakeAtMillis();
    long next = AnnotationSeries.draw(line, timers.currentProcessingTime(), out::collect);
    if (before != next) {
      timers.deleteProcessingTimeTimer(before);
    }
    if (next == Long.MAX_VALUE) {
      memory.clear();
      return;
    }
    memory.update(line);
    timers.registerProcessingTimeTimer(next);
  }

  @Override
  public TypeInformation<Sample> getProducedType() {
    return ExportTypes.SAMPLE;
  }
}
