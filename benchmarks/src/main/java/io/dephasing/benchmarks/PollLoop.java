package io.dephasing.benchmarks;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;

/** One consumer in one thread that polls, decodes, and does nothing else. */
final class PollLoop {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final EventDecoding decoding;

  PollLoop(EventDecoding decoding) {
    this.decoding = decoding;
  }

  /** Consumes so many events of the topic, which it holds. */
  Measurement run(String bootstrapServers, String topic, long events) throws IOException {
    try (KafkaConsumer<byte[], byte[]> consumer = Clients.consumer(bootstrapServers)) {
      List<TopicPartition> partitions = Clients.partitions(consumer, topic);
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Usage start = Usage.now();
      long checksum = 0;
      long consumed = 0;
      while (consumed < events) {
        var records = consumer.poll(PATIENCE);
        if (records.isEmpty()) {
          throw new IllegalStateException(
              "%s has no more than %d of %d events".formatted(topic, consumed, events));
        }
        for (ConsumerRecord<byte[], byte[]> record : records) {
          checksum += decoding.timeMillis(record.value());
        }
        consumed += records.count();
      }
      return Usage.now().measurement(consumed, checksum, start);
    }
  }
}
