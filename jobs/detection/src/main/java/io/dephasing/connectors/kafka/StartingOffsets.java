package io.dephasing.connectors.kafka;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.kafka.clients.consumer.OffsetResetStrategy;
import org.apache.kafka.common.TopicPartition;

/**
 * Starts at the committed offset of the group, else at the earliest record. The offsets are
 * resolved to numbers at once: to tell whether a partition was read to its end, its first offset
 * must be known.
 */
public final class StartingOffsets implements OffsetsInitializer {
  private static final long serialVersionUID = 1L;

  @Override
  public Map<TopicPartition, Long> getPartitionOffsets(
      Collection<TopicPartition> partitions, PartitionOffsetsRetriever retriever) {
    Map<TopicPartition, Long> offsets = new HashMap<>();
    List<TopicPartition> without = new ArrayList<>();
    Map<TopicPartition, Long> committed = retriever.committedOffsets(partitions);
    for (TopicPartition partition : partitions) {
      Long offset = committed.get(partition);
      if (offset == null) {
        without.add(partition);
      } else {
        offsets.put(partition, offset);
      }
    }
    if (!without.isEmpty()) {
      offsets.putAll(retriever.beginningOffsets(without));
    }
    return offsets;
  }

  /** For a committed offset that retention has deleted. */
  @Override
  @SuppressWarnings("deprecation") // the connector's interface names Kafka's deprecated class
  public OffsetResetStrategy getAutoOffsetResetStrategy() {
    return OffsetResetStrategy.EARLIEST;
  }
}
