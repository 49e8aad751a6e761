package io.dephasing.connectors.kafka;

import io.dephasing.core.event.Absent;
import java.util.HashMap;
import java.util.Map;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.connector.source.ReaderOutput;
import org.apache.flink.api.connector.source.SourceOutput;

/**
 * The output of the source per partition: passes batches on and emits a watermark for each
 * partition.
 */
final class PartitionOutputs implements ReaderOutput<SourceBatch> {
  private final ReaderOutput<SourceBatch> output;
  private final PartitionTimes times;
  private final Map<String, SourceOutput<SourceBatch>> bySplit = new HashMap<>();
  private boolean isIdle;

  PartitionOutputs(ReaderOutput<SourceBatch> output, PartitionTimes times) {
    this.output = output;
    this.times = times;
  }

  boolean isOver(ReaderOutput<SourceBatch> other) {
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
  public SourceOutput<SourceBatch> createOutputForSplit(String split) {
    return bySplit.computeIfAbsent(
        split,
        id -> {
          SourceOutput<SourceBatch> target = output.createOutputForSplit(id);
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
  public void collect(SourceBatch batch) {
    output.collect(batch);
  }

  @Override
  public void collect(SourceBatch batch, long timestamp) {
    output.collect(batch, timestamp);
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

  private static final class PartitionOutput implements SourceOutput<SourceBatch> {
    private final SourceOutput<SourceBatch> output;
    private final PartitionTime time;

    PartitionOutput(SourceOutput<SourceBatch> output, PartitionTime time) {
      this.output = output;
      this.time = time;
    }

    /** Flink's time of the batch is that of its events, and where it has none, the record's own. */
    @Override
    public void collect(SourceBatch batch) {
      batch.follow(time.followedMillis());
      long millis = batch.events().largestCappedTimeMillis();
      output.collect(batch, Absent.isGiven(millis) ? millis : batch.lastTimestampMillis());
      time.read(batch.lastOffset(), millis, batch.lastAppendedMillis());
    }

    /** The time that is given is that of the record which stands for the batch. */
    @Override
    public void collect(SourceBatch batch, long timestamp) {
      collect(batch);
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
