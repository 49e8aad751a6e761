package io.dephasing.connectors.kafka;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.common.TopicPartition;

/** Knows, or asks, where partitions end. */
interface EndOffsets extends AutoCloseable {
  /**
   * Asks where some partitions end. Returns at once.
   *
   * @param positions offset of the next record to be read; negative where reading begins at the
   *     earliest
   * @return completed, on any thread, with the offset up to which each has to be read so that
   *     nothing is left of what was there: the position itself where nothing was; with none of them
   *     where the broker does not answer, and never exceptionally
   */
  CompletableFuture<Map<TopicPartition, Long>> of(Map<TopicPartition, Long> positions);

  @Override
  void close();
}
