package io.dephasing.topology;

import io.dephasing.connectors.kafka.SourceBatch;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.connector.source.ReaderOutput;
import org.apache.flink.api.connector.source.SourceOutput;
import org.apache.flink.connector.kafka.source.split.KafkaPartitionSplit;
import org.apache.flink.core.io.InputStatus;

/** What a reader hands on, partition by partition. */
final class SourceOutputs implements ReaderOutput<SourceBatch> {
  private final Map<Integer, List<Long>> eventTimes = new HashMap<>();
  private final Map<String, Long> watermarks = new HashMap<>();
  private final List<String> released = new ArrayList<>();
  private int refused;
  private boolean isAtEnd;

  List<Long> eventTimes(int partition) {
    return eventTimes.getOrDefault(partition, List.of());
  }

  /** The largest one; 0 before the first. */
  long watermark(KafkaPartitionSplit split) {
    return watermarks.getOrDefault(split.splitId(), 0L);
  }

  int refused() {
    return refused;
  }

  /** Splits that nobody reads any more. */
  List<String> released() {
    return released;
  }

  void note(InputStatus status) {
    isAtEnd |= status == InputStatus.END_OF_INPUT;
  }

  boolean isAtEnd() {
    return isAtEnd;
  }

  @Override
  public void collect(SourceBatch batch) {
    List<Long> times = eventTimes.computeIfAbsent(batch.partition(), p -> new ArrayList<>());
    for (int i = 0; i < batch.events().size(); i++) {
      times.add(batch.events().timeMillis(i));
    }
    refused += batch.refused().size();
  }

  @Override
  public void collect(SourceBatch batch, long timestamp) {
    collect(batch);
  }

  @Override
  public void emitWatermark(Watermark watermark) {
    throw new AssertionError("a watermark of no partition: " + watermark);
  }

  @Override
  public void markIdle() {}

  @Override
  public void markActive() {}

  @Override
  public SourceOutput<SourceBatch> createOutputForSplit(String split) {
    return new OfSplit(split);
  }

  @Override
  public void releaseOutputForSplit(String split) {
    released.add(split);
  }

  private final class OfSplit implements SourceOutput<SourceBatch> {
    private final String split;

    private OfSplit(String split) {
      this.split = split;
    }

    @Override
    public void collect(SourceBatch batch) {
      SourceOutputs.this.collect(batch);
    }

    @Override
    public void collect(SourceBatch batch, long timestamp) {
      SourceOutputs.this.collect(batch);
    }

    @Override
    public void emitWatermark(Watermark watermark) {
      watermarks.merge(split, watermark.getTimestamp(), Math::max);
    }

    @Override
    public void markIdle() {}

    @Override
    public void markActive() {}
  }
}
