package io.dephasing.connectors.kafka;

import org.apache.flink.connector.kafka.source.metrics.KafkaSourceReaderMetrics;
import org.apache.flink.metrics.groups.SourceReaderMetricGroup;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * Flink's metrics of a Kafka source. Flink notes the offset of each record, for which it finds the
 * partition in a map twice; of records that follow one another the last one's offset is enough.
 */
final class PartitionOffsets extends KafkaSourceReaderMetrics {
  private @Nullable TopicPartition partition;
  private long offset;

  PartitionOffsets(SourceReaderMetricGroup group) {
    super(group);
  }

  @Override
  public void recordCurrentOffset(TopicPartition of, long current) {
    if (!of.equals(partition)) {
      note();
      partition = of;
    }
    offset = current;
  }

  /** The records of a partition have come to their end for now. */
  void note() {
    TopicPartition known = partition;
    partition = null;
    if (known != null) {
      super.recordCurrentOffset(known, offset);
    }
  }
}
