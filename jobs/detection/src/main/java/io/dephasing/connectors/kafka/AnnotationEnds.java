package io.dephasing.connectors.kafka;

import java.io.Serializable;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * Where the annotations end, as the broker says. Opens a consumer of its own with the first
 * question.
 */
public final class AnnotationEnds implements Serializable, AutoCloseable {
  private static final long serialVersionUID = 1L;

  private final Properties consumer;
  private final String topic;
  private transient @Nullable KafkaEndOffsets ends;

  AnnotationEnds(Properties consumer, String topic) {
    this.consumer = consumer;
    this.topic = topic;
  }

  /**
   * Asks where all partitions end. Returns at once.
   *
   * @param positions by partition, the offset of the next record to be read; a partition that is
   *     not named is read from the earliest
   * @return as {@link EndOffsets#of}, by partition
   */
  public CompletableFuture<Map<Integer, Long>> of(Map<Integer, Long> positions) {
    KafkaEndOffsets asked = ends;
    if (asked == null) {
      asked = new KafkaEndOffsets(consumer, "dephasing-annotation-ends");
      ends = asked;
    }
    Map<TopicPartition, Long> known = new HashMap<>();
    positions.forEach((partition, at) -> known.put(new TopicPartition(topic, partition), at));
    return asked.ofTopic(topic, known).thenApply(AnnotationEnds::byPartition);
  }

  private static Map<Integer, Long> byPartition(Map<TopicPartition, Long> ends) {
    Map<Integer, Long> all = new HashMap<>();
    ends.forEach((partition, end) -> all.put(partition.partition(), end));
    return all;
  }

  @Override
  public void close() {
    KafkaEndOffsets asked = ends;
    if (asked != null) {
      ends = null;
      asked.close();
    }
  }
}
