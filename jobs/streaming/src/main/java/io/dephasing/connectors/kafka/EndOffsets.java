package io.dephasing.connectors.kafka;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.common.TopicPartition;

/** Knows, or asks, where partitions end. */
interface EndOffsets extends AutoCloseable {
  /**
   * Asks which of some partitions were read to their end. Returns at once.
   *
   * @param positions offset of the next record to be read; negative where reading begins at the
   *     earliest
   * @return completed, on any thread, with the partitions where nothing is left to read; with none
   *     of them where the broker does not answer, and never exceptionally
   */
  CompletableFuture<Set<TopicPartition>> readToEnd(Map<TopicPartition, Long> positions);

  @Override
  void close();
}
