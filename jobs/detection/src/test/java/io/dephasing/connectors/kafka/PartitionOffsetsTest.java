package io.dephasing.connectors.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.apache.flink.connector.kafka.source.metrics.KafkaSourceReaderMetrics;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.metrics.groups.UnregisteredMetricsGroup;
import org.apache.flink.runtime.metrics.groups.InternalSourceReaderMetricGroup;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class PartitionOffsetsTest {
  private static final TopicPartition FIRST = new TopicPartition("jobs", 0);
  private static final TopicPartition SECOND = new TopicPartition("jobs", 1);

  private final CurrentOffsets gauges = new CurrentOffsets();
  private final PartitionOffsets offsets =
      new PartitionOffsets(InternalSourceReaderMetricGroup.mock(gauges));

  PartitionOffsetsTest() {
    offsets.registerTopicPartition(FIRST);
    offsets.registerTopicPartition(SECOND);
  }

  @Test
  void notes_the_last_offset_of_each_partition() {
    offsets.recordCurrentOffset(FIRST, 7);
    offsets.recordCurrentOffset(FIRST, 8);
    offsets.recordCurrentOffset(SECOND, 3);
    offsets.note();

    assertThat(gauges.values()).containsExactly(8L, 3L);
  }

  @Test
  void notes_nothing_twice() {
    offsets.recordCurrentOffset(FIRST, 8);
    offsets.note();
    offsets.recordCurrentOffset(SECOND, 3);
    offsets.note();
    offsets.note();

    assertThat(gauges.values()).containsExactly(8L, 3L);
  }

  @Test
  void an_equal_partition_is_the_same() {
    offsets.recordCurrentOffset(FIRST, 7);
    offsets.recordCurrentOffset(new TopicPartition("jobs", 0), 8);
    offsets.note();

    assertThat(gauges.values()).containsExactly(8L, KafkaSourceReaderMetrics.INITIAL_OFFSET);
  }

  /** What the gauges of the current offset say, in the order in which they were registered. */
  private static final class CurrentOffsets extends UnregisteredMetricsGroup {
    private final List<Gauge<?>> current = new ArrayList<>();

    List<Object> values() {
      return current.stream().<Object>map(Gauge::getValue).toList();
    }

    @Override
    public MetricGroup addGroup(String name) {
      return this;
    }

    @Override
    public MetricGroup addGroup(String key, String value) {
      return this;
    }

    @Override
    public <T, G extends Gauge<T>> G gauge(String name, G gauge) {
      if (name.equals(KafkaSourceReaderMetrics.CURRENT_OFFSET_METRIC_GAUGE)) {
        current.add(gauge);
      }
      return gauge;
    }
  }
}
