package io.dephasing.connectors.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.dephasing.core.event.Absent;
import io.dephasing.core.event.Details;
import io.dephasing.core.event.Event;
import io.dephasing.core.event.EventKind;
import io.dephasing.core.event.GroupKey;
import io.dephasing.core.event.Instance;
import io.dephasing.core.event.RunPhase;
import io.dephasing.formats.event.Refusal;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.connector.source.ReaderOutput;
import org.apache.flink.api.connector.source.SourceOutput;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PartitionOutputsTest {
  private static final long NOW = 1_772_700_000_000L;
  private static final long BOUND = 2_000;
  private static final String SPLIT = "events-3";

  private final PartitionTimes times =
      new PartitionTimes(
          new QuietRule(BOUND, 2_000, new ManualEventClock(NOW)), new FakeEndOffsets());
  private final Seen seen = new Seen();
  private final PartitionOutputs outputs = new PartitionOutputs(seen, times);
  private SourceOutput<SourceBatch> output;

  @BeforeEach
  void read() {
    times.add(SPLIT, new TopicPartition("events", 3), 14);
    output = outputs.createOutputForSplit(SPLIT);
  }

  @Test
  void a_batch_moves_its_partition_to_its_last_offset_and_its_largest_time() {
    SourceBatch batch = FilledBatches.empty(3);
    FilledBatches.accept(batch, event(NOW), NOW);
    FilledBatches.accept(batch, event(NOW - 9), NOW - 9);
    FilledBatches.refuse(batch, Refusal.MALFORMED);
    output.collect(batch, -1);
    outputs.look();

    assertThat(nextOffset()).isEqualTo(17);
    assertThat(seen.timestamps).containsExactly(NOW);
    assertThat(seen.watermarks).containsExactly(NOW - BOUND - 1);
  }

  @Test
  void what_was_refused_moves_the_offset_and_no_time() {
    SourceBatch batch = FilledBatches.empty(3);
    FilledBatches.refuse(batch, Refusal.MALFORMED);
    output.collect(batch);
    outputs.look();

    assertThat(nextOffset()).isEqualTo(15);
    assertThat(seen.timestamps).hasSize(1);
    assertThat(seen.watermarks).isEmpty();
  }

  private long nextOffset() {
    return Objects.requireNonNull(times.of(SPLIT)).nextOffset();
  }

  private static Event event(long timeMillis) {
    return new Event(
        new GroupKey(EventKind.JOB_START, "shop", "sync", null),
        Instance.of("pod-1"),
        timeMillis,
        RunPhase.START,
        Absent.MILLIS,
        Details.NONE);
  }

  private static final class Seen implements ReaderOutput<SourceBatch> {
    private final List<Long> timestamps = new ArrayList<>();
    private final List<Long> watermarks = new ArrayList<>();

    @Override
    public void collect(SourceBatch batch) {
      throw new AssertionError("a batch without a time");
    }

    @Override
    public void collect(SourceBatch batch, long timestamp) {
      timestamps.add(timestamp);
    }

    @Override
    public void emitWatermark(Watermark watermark) {
      watermarks.add(watermark.getTimestamp());
    }

    @Override
    public void markIdle() {}

    @Override
    public void markActive() {}

    @Override
    public SourceOutput<SourceBatch> createOutputForSplit(String split) {
      return this;
    }

    @Override
    public void releaseOutputForSplit(String split) {}
  }
}
