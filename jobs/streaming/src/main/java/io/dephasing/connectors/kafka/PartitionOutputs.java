package io.dephasing.connectors.kafka;

import io.dephasing.core.event.Event;
import java.util.HashMap;
import java.util.Map;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.connector.source.ReaderOutput;
import org.apache.flink.api.connector.source.SourceOutput;

/** Between Kafka's reader and Flink's outputs: sees each record with its partition. */
final class PartitionOutputs implements ReaderOutput<SourceRecord> {
  private final ReaderOutput<SourceRecord> output;
  private final PartitionTimes times;
  private final Map<String, SourceOutput<SourceRecord>> bySplit = new HashMap<>();
  private boolean isIdle;

  PartitionOutputs(ReaderOutput<SourceRecord> output, PartitionTimes times) {
    this.output = output;
    this.times = times;
  }

  boolean isOver(ReaderOutput<SourceRecord> other) {
    return output == other;
  }

  /** Emits what has moved; a subtask that reads nothing must not hold back the others. */
  void look() {
    times.look((split, millis) -> createOutputForSplit(split).emitWatermark(new Watermark(millis)));
    boolean hasNothing = times.isIdle();
    if (hasNothing && !isIdle) {
      output.markIdle();
    } else if (!hasNothing && isIdle) {
      output.markActive();
    }
    isIdle = hasNothing;
  }

  @Override
  public SourceOutput<SourceRecord> createOutputForSplit(String split) {
    return bySplit.computeIfAbsent(
        split,
        id -> {
          SourceOutput<SourceRecord> target = output.createOutputForSplit(id);
          PartitionTime time = times.of(id);
          if (time == null) {
            throw new IllegalStateException("records of %s, which is not read here".formatted(id));
          }
          return new PartitionOutput(target, time);
        });
  }

  @Override
  public void releaseOutputForSplit(String split) {
    bySplit.remove(split);
    times.remove(split);
    output.releaseOutputForSplit(split);
  }

  @Override
  public void collect(SourceRecord record) {
    output.collect(record);
  }

  @Override
  public void collect(SourceRecord record, long timestamp) {
    output.collect(record, timestamp);
  }

  @Override
  public void emitWatermark(Watermark watermark) {
    output.emitWatermark(watermark);
  }

  @Override
  public void markIdle() {
    output.markIdle();
  }

  @Override
  public void markActive() {
    output.markActive();
  }

  private static final class PartitionOutput implements SourceOutput<SourceRecord> {
    private final SourceOutput<SourceRecord> output;
    private final PartitionTime time;

    PartitionOutput(SourceOutput<SourceRecord> output, PartitionTime time) {
      this.output = output;
      this.time = time;
    }

    /** Flink's time of the record is the event's, and where it is none, the record's own. */
    @Override
    public void collect(SourceRecord record) {
      Event event = record.event();
      output.collect(record, event == null ? record.timestampMillis() : event.timeMillis());
      time.read(record.offset(), record.cappedTimeMillis());
    }

    /** The time that is given is that of the batch that the record came in. */
    @Override
    public void collect(SourceRecord record, long timestamp) {
      collect(record);
    }

    @Override
    public void emitWatermark(Watermark watermark) {
      output.emitWatermark(watermark);
    }

    @Override
    public void markIdle() {
      output.markIdle();
    }

    @Override
    public void markActive() {
      output.markActive();
    }
  }
}
