package io.dephasing.benchmarks;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;

/**
 * What is written to a topic after a moment.
 *
 * @param bootstrapServers Kafka's addresses
 * @param topic its name
 * @param begin where its partitions ended at that moment
 */
record TopicTail(String bootstrapServers, String topic, Map<TopicPartition, Long> begin) {
  private static final Duration POLL = Duration.ofMillis(200);

  /** What is written from now on. */
  static TopicTail now(String bootstrapServers, String topic) {
    try (KafkaConsumer<byte[], byte[]> consumer = Clients.consumer(bootstrapServers)) {
      return new TopicTail(
          bootstrapServers, topic, consumer.endOffsets(Clients.partitions(consumer, topic)));
    }
  }

  /** Hands on the values of what has been written until now. */
  void read(Consumer<byte[]> sink) {
    records(record -> sink.accept(record.value()));
  }

  /** Hands on what has been written until now. */
  void records(Consumer<ConsumerRecord<byte[], byte[]>> sink) {
    try (KafkaConsumer<byte[], byte[]> consumer = Clients.consumer(bootstrapServers)) {
      consumer.assign(begin.keySet());
      begin.forEach(consumer::seek);
      Map<TopicPartition, Long> ends = consumer.endOffsets(List.copyOf(begin.keySet()));
      while (ends.entrySet().stream().anyMatch(e -> consumer.position(e.getKey()) < e.getValue())) {
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
          sink.accept(record);
        }
      }
    }
  }
}
