package io.dephasing.cli.tail;

import io.dephasing.connectors.kafka.LoneConsumers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;

/**
 * Follows one topic, with the partitions that are added meanwhile. Commits nothing, and belongs to
 * no consumer group.
 */
final class FollowedTopic implements AutoCloseable {
  private static final Duration POLL = Duration.ofMillis(200);
  private static final Duration LOOK = Duration.ofSeconds(2);
  private static final long LOOK_NANOS = Duration.ofSeconds(5).toNanos();

  private final KafkaConsumer<byte[], byte[]> consumer;
  private final String topic;
  private final Map<TopicPartition, Long> ends;
  private boolean isAnswered = true;
  private boolean wasAnswered = true;
  private long lookedNanos = System.nanoTime();

  /**
   * Connects to a Kafka that answers, and stands where it is to begin.
   *
   * @param clients what every Kafka client is told
   * @param topic which exists
   * @param isFromBeginning whether it begins with what the topic has
   */
  FollowedTopic(Properties clients, String topic, boolean isFromBeginning) {
    this.topic = topic;
    this.consumer = LoneConsumers.open(clients, Map.of());
    List<TopicPartition> partitions = partitions(consumer.partitionsFor(topic));
    consumer.assign(partitions);
    this.ends = consumer.endOffsets(partitions);
    if (isFromBeginning) {
      consumer.seekToBeginning(partitions);
    } else {
      ends.forEach(consumer::seek);
    }
  }

  /** What there is; waits a moment where there is nothing. */
  ConsumerRecords<byte[], byte[]> poll() {
    if (System.nanoTime() - lookedNanos > LOOK_NANOS) {
      look();
      lookedNanos = System.nanoTime();
    }
    return consumer.poll(POLL);
  }

  /** Whether all was handed on that the topic had when this began. */
  boolean isAtEnd() {
    return ends.entrySet().stream()
        .allMatch(end -> consumer.position(end.getKey()) >= end.getValue());
  }

  /** What whoever waits should know, once. */
  Optional<String> news() {
    if (isAnswered == wasAnswered) {
      return Optional.empty();
    }
    wasAnswered = isAnswered;
    return Optional.of(isAnswered ? "Kafka answers again" : "Kafka does not answer; waiting");
  }

  @Override
  public void close() {
    consumer.close(CloseOptions.timeout(Duration.ZERO));
  }

  private void look() {
    try {
      // Not partitionsFor(), which tells what it knows already without asking.
      Map<String, List<PartitionInfo>> all = consumer.listTopics(LOOK);
      isAnswered = true;
      add(partitions(all.getOrDefault(topic, List.of())));
    } catch (TimeoutException e) {
      isAnswered = false;
    }
  }

  private void add(List<TopicPartition> partitions) {
    List<TopicPartition> added = new ArrayList<>(partitions);
    added.removeAll(consumer.assignment());
    if (!added.isEmpty()) {
      List<TopicPartition> together = new ArrayList<>(consumer.assignment());
      together.addAll(added);
      consumer.assign(together);
      consumer.seekToBeginning(added);
    }
  }

  private List<TopicPartition> partitions(List<PartitionInfo> known) {
    return known.stream()
        .map(partition -> new TopicPartition(topic, partition.partition()))
        .toList();
  }
}
