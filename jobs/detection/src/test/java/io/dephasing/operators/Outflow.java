package io.dephasing.operators;

import java.util.ArrayList;
import java.util.List;
import org.apache.flink.runtime.event.WatermarkEvent;
import org.apache.flink.streaming.api.operators.Output;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.LatencyMarker;
import org.apache.flink.streaming.runtime.streamrecord.RecordAttributes;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.runtime.watermarkstatus.WatermarkStatus;
import org.apache.flink.util.OutputTag;

/**
 * What flows out of an operator, in one order: records, side outputs and watermarks. Nothing is
 * copied, as within a chain.
 */
public final class Outflow<T> implements Output<StreamRecord<T>> {
  private final List<T> records = new ArrayList<>();
  private final List<Object> all = new ArrayList<>();

  /**
   * Something in a side output.
   *
   * @param output the side output's id
   * @param value what went there
   */
  public record Aside(String output, Object value) {}

  /** Values of the main output. */
  public List<T> records() {
    return List.copyOf(records);
  }

  /** Values of the main output as they are, side outputs as {@link Aside}, and watermarks. */
  public List<Object> all() {
    return List.copyOf(all);
  }

  /** Values of one side output. */
  public <X> List<X> side(OutputTag<X> tag, Class<X> type) {
    return all.stream()
        .filter(each -> each instanceof Aside aside && aside.output.equals(tag.getId()))
        .map(each -> type.cast(((Aside) each).value))
        .toList();
  }

  /** Forgets what has flowed so far. */
  public void clear() {
    records.clear();
    all.clear();
  }

  @Override
  public void collect(StreamRecord<T> element) {
    records.add(element.getValue());
    all.add(element.getValue());
  }

  @Override
  public <X> void collect(OutputTag<X> tag, StreamRecord<X> element) {
    all.add(new Aside(tag.getId(), element.getValue()));
  }

  @Override
  public void emitWatermark(Watermark mark) {
    all.add(mark);
  }

  @Override
  public void emitWatermark(WatermarkEvent event) {}

  @Override
  public void emitWatermarkStatus(WatermarkStatus status) {}

  @Override
  public void emitLatencyMarker(LatencyMarker marker) {}

  @Override
  public void emitRecordAttributes(RecordAttributes attributes) {}

  @Override
  public void close() {}
}
