package io.dephasing.connectors.kafka;

import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.apache.flink.api.connector.source.ReaderOutput;
import org.apache.flink.api.connector.source.SourceEvent;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.connector.kafka.source.split.KafkaPartitionSplit;
import org.apache.flink.core.io.InputStatus;
import org.jspecify.annotations.Nullable;

/**
 * Extends the Kafka source reader by watermarks of its partitions: it checks them ten times a
 * second, also while no record comes.
 */
final class EventSourceReader implements SourceReader<SourceBatch, KafkaPartitionSplit> {
  private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

  private final SourceReader<SourceBatch, KafkaPartitionSplit> kafka;
  private final PartitionTimes times;
  private final EndOffsets ends;
  private @Nullable PartitionOutputs outputs;
  private @Nullable CompletableFuture<Void> kafkaAvailable;
  private CompletableFuture<Void> available = CompletableFuture.completedFuture(null);
  private long lookedAtNanos = System.nanoTime();

  EventSourceReader(
      SourceReader<SourceBatch, KafkaPartitionSplit> kafka, QuietRule rule, EndOffsets ends) {
    this.kafka = kafka;
    this.times = new PartitionTimes(rule, ends);
    this.ends = ends;
  }

  @Override
  public void start() {
    kafka.start();
  }

  @Override
  public InputStatus pollNext(ReaderOutput<SourceBatch> output) throws Exception {
    PartitionOutputs target = outputs;
    if (target == null || !target.isOver(output)) {
      target = new PartitionOutputs(output, times);
      outputs = target;
    }
    InputStatus status = kafka.pollNext(target);
    lookWhenDue(target);
    return status;
  }

  private void lookWhenDue(PartitionOutputs target) {
    long nowNanos = System.nanoTime();
    if (nowNanos - lookedAtNanos >= LOOK_NANOS) {
      lookedAtNanos = nowNanos;
      target.look();
    }
  }

  /** When Kafka's reader has something, or the next look is due. */
  @Override
  public CompletableFuture<Void> isAvailable() {
    CompletableFuture<Void> now = kafka.isAvailable();
    // The same future as long as it may still complete: Flink registers with each new one.
    if (now.isDone()) {
      return now;
    }
    if (now != kafkaAvailable || available.isDone()) {
      long waitNanos = Math.max(1, LOOK_NANOS - (System.nanoTime() - lookedAtNanos));
      kafkaAvailable = now;
      available =
          now.applyToEither(
              new CompletableFuture<Void>()
                  .completeOnTimeout(null, waitNanos, TimeUnit.NANOSECONDS),
              Function.identity());
    }
    return available;
  }

  @Override
  public void addSplits(List<KafkaPartitionSplit> splits) {
    for (KafkaPartitionSplit split : splits) {
      times.add(split.splitId(), split.getTopicPartition(), split.getStartingOffset());
    }
    kafka.addSplits(splits);
  }

  @Override
  public void pauseOrResumeSplits(
      Collection<String> splitsToPause, Collection<String> splitsToResume) {
    times.pause(splitsToPause, true);
    times.pause(splitsToResume, false);
    kafka.pauseOrResumeSplits(splitsToPause, splitsToResume);
  }

  @Override
  public List<KafkaPartitionSplit> snapshotState(long checkpointId) {
    return kafka.snapshotState(checkpointId);
  }

  @Override
  public void notifyNoMoreSplits() {
    kafka.notifyNoMoreSplits();
  }

  @Override
  public void handleSourceEvents(SourceEvent event) {
    kafka.handleSourceEvents(event);
  }

  @Override
  public void notifyCheckpointComplete(long checkpointId) throws Exception {
    kafka.notifyCheckpointComplete(checkpointId);
  }

  @Override
  public void notifyCheckpointAborted(long checkpointId) throws Exception {
    kafka.notifyCheckpointAborted(checkpointId);
  }

  @Override
  public void close() throws Exception {
    ends.close();
    kafka.close();
  }
}
