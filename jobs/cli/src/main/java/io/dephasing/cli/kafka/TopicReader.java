package io.dephasing.cli.kafka;

import io.dephasing.connectors.kafka.LoneConsumers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;

/** Reads what a topic holds now, from its beginning to its end. */
public final class TopicReader {
  private static final Duration POLL = Duration.ofMillis(200);

  private final Properties clients;

  /** A reader with Kafka's own settings: bootstrap servers, security. */
  public TopicReader(Properties clients) {
    this.clients = clients;
  }

  /** Hands on each record; a partition's in their order. */
  public void read(String topic, Consumer<ConsumerRecord<byte[], byte[]>> sink) {
    try (KafkaConsumer<byte[], byte[]> consumer =
        LoneConsumers.open(clients, Map.of(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, "10000"))) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(topic).stream()
              .map(partition -> new TopicPartition(topic, partition.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      while (ends.entrySet().stream().anyMatch(e -> consumer.position(e.getKey()) < e.getValue())) {
        consumer.poll(POLL).forEach(sink);
      }
    }
  }
}
