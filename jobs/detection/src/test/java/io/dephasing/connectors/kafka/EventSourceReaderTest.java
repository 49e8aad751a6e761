package io.dephasing.connectors.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.flink.api.connector.source.ReaderOutput;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.connector.kafka.source.split.KafkaPartitionSplit;
import org.apache.flink.core.io.InputStatus;
import org.junit.jupiter.api.Test;

class EventSourceReaderTest {
  private final SilentReader kafka = new SilentReader();
  private final EventSourceReader reader =
      new EventSourceReader(
          kafka, new QuietRule(2_000, 2_000, StandardClock.SYSTEM), new FakeEndOffsets());

  @Test
  void it_wakes_up_while_nothing_comes() throws Exception {
    CompletableFuture<Void> available = reader.isAvailable();
    assertThat(reader.isAvailable()).as("Flink registers with each new future").isSameAs(available);
    available.get(10, TimeUnit.SECONDS);
    assertThat(kafka.available).isNotDone();
    assertThat(reader.isAvailable()).isNotSameAs(available);
  }

  @Test
  void it_wakes_up_at_once_when_something_comes() {
    CompletableFuture<Void> available = reader.isAvailable();
    kafka.available.complete(null);
    assertThat(available).isDone();
    assertThat(reader.isAvailable()).isDone();
  }

  private static final class SilentReader
      implements SourceReader<SourceBatch, KafkaPartitionSplit> {
    private final CompletableFuture<Void> available = new CompletableFuture<>();

    @Override
    public void start() {}

    @Override
    public InputStatus pollNext(ReaderOutput<SourceBatch> output) {
      return InputStatus.NOTHING_AVAILABLE;
    }

    @Override
    public List<KafkaPartitionSplit> snapshotState(long checkpointId) {
      return List.of();
    }

    @Override
    public CompletableFuture<Void> isAvailable() {
      return available;
    }

    @Override
    public void addSplits(List<KafkaPartitionSplit> splits) {}

    @Override
    public void notifyNoMoreSplits() {}

    @Override
    public void pauseOrResumeSplits(
        Collection<String> splitsToPause, Collection<String> splitsToResume) {}

    @Override
    public void close() {}
  }
}
