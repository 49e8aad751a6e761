package io.dephasing.cli.page;

import io.dephasing.connectors.kafka.LoneConsumers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;

/**
 * Reads the tail of some topics: the last records that there are, then those that come. Whoever
 * falls behind by more than that jumps forward. Commits nothing, and belongs to no consumer group.
 */
final class TailReader implements AutoCloseable {
  private static final Duration LOOK = Duration.ofSeconds(2);
  private static final long LOOK_NANOS = LOOK.toNanos();

  private final KafkaConsumer<byte[], byte[]> consumer;
  private final List<TopicPartition> partitions = new ArrayList<>();
  private final long tail;
  private Map<TopicPartition, Long> ends = new HashMap<>();
  private boolean isAnswered = true;
  private long lookedNanos = System.nanoTime();

  /**
   * Connects, and goes to the tail.
   *
   * @param clients what every Kafka client is told
   * @param topics which exist
   * @param tail records of each partition
   * @param atOnce records of all partitions in one {@link #read}
   */
  TailReader(Properties clients, List<String> topics, long tail, int atOnce) {
    this.tail = tail;
    consumer =
        LoneConsumers.open(
            clients,
            Map.of(
                ConsumerConfig.MAX_POLL_RECORDS_CONFIG, String.valueOf(Math.min(atOnce, 5_000)),
                ConsumerConfig.FETCH_MAX_BYTES_CONFIG, String.valueOf(2 << 20),
                ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, String.valueOf(256 << 10)));
    for (String topic : topics) {
      consumer
          .partitionsFor(topic)
          .forEach(p -> partitions.add(new TopicPartition(p.topic(), p.partition())));
    }
    consumer.assign(partitions);
    ends = consumer.endOffsets(partitions);
    consumer
        .beginningOffsets(partitions)
        .forEach(
            (partition, begin) ->
                consumer.seek(partition, Math.max(begin, ends.getOrDefault(partition, 0L) - tail)));
  }

  /**
   * Hands on what there is, and waits for this long where there is nothing.
   *
   * @return whether Kafka answered when it was last asked
   */
  boolean read(Duration patience, Consumer<ConsumerRecord<byte[], byte[]>> sink) {
    consumer.poll(patience).forEach(sink);
    if (System.nanoTime() - lookedNanos > LOOK_NANOS) {
      look();
      lookedNanos = System.nanoTime();
    }
    return isAnswered;
  }

  /**
   * Jumps forward in the partitions that are too far behind; gives how many records are skipped.
   */
  long catchUp() {
    long skipped = 0;
    for (Map.Entry<TopicPartition, Long> end : ends.entrySet()) {
      long position = consumer.position(end.getKey());
      long tailStart = end.getValue() - tail;
      // Twice: a short delay is no reason to jump.
      if (position < tailStart - tail) {
        consumer.seek(end.getKey(), tailStart);
        skipped += tailStart - position;
      }
    }
    return skipped;
  }

  @Override
  public void close() {
    consumer.close(CloseOptions.timeout(Duration.ZERO));
  }

  private void look() {
    try {
      ends = consumer.endOffsets(partitions, LOOK);
      isAnswered = true;
    } catch (TimeoutException e) {
      isAnswered = false;
    }
  }
}
