package io.dephasing.cli.demo;

import io.dephasing.connectors.kafka.LoneConsumers;
import io.dephasing.connectors.kafka.TopicRole;
import io.dephasing.connectors.kafka.Topics;
import io.dephasing.formats.record.AlertRecords;
import io.dephasing.formats.record.SliRecords;
import io.dephasing.schemas.Alert;
import io.dephasing.schemas.Sli;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.function.Consumer;
import java.util.function.ObjLongConsumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads what the job publishes back from Kafka, as any consumer would. */
final class OutputReader implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(OutputReader.class);
  private static final Duration PATIENCE = Duration.ofMillis(100);

  private final KafkaConsumer<byte[], byte[]> consumer;
  private final String slis;
  private long passedOver;

  /**
   * A reader of all SLIs and alerts from the first on.
   *
   * @param clients what every Kafka client is told
   * @param topics names of the topics, which exist
   */
  OutputReader(Properties clients, Topics topics) {
    consumer = LoneConsumers.open(clients, Map.of());
    slis = topics.of(TopicRole.SLIS);
    List<TopicPartition> partitions = new ArrayList<>();
    for (String topic : List.of(slis, topics.of(TopicRole.ALERTS))) {
      consumer
          .partitionsFor(topic)
          .forEach(p -> partitions.add(new TopicPartition(p.topic(), p.partition())));
    }
    consumer.assign(partitions);
  }

  /**
   * Reads what there is, and waits a moment where there is nothing.
   *
   * @param sliReader takes each SLI
   * @param alertReader takes each alert and when the broker appended it, ms since the epoch
   */
  void read(Consumer<Sli> sliReader, ObjLongConsumer<Alert> alertReader) {
    for (ConsumerRecord<byte[], byte[]> record : consumer.poll(PATIENCE)) {
      // A tombstone says nothing: whoever cleans a topic up does not end the demo.
      if (record.value() == null) {
        continue;
      }
      if (record.topic().equals(slis)) {
        sliReader.accept(SliRecords.read(record.value()));
      } else {
        readAlert(record, alertReader);
      }
    }
  }

  private void readAlert(
      ConsumerRecord<byte[], byte[]> record, ObjLongConsumer<Alert> alertReader) {
    try {
      alertReader.accept(AlertRecords.read(record.value()), record.timestamp());
    } catch (IllegalArgumentException e) {
      passedOver++;
      LOG.atWarn()
          .addKeyValue("offset", record.offset())
          .addKeyValue("passedOver", passedOver)
          .addKeyValue("why", e.getMessage())
          .log("an alert cannot be read; it is left out");
    }
  }

  @Override
  public void close() {
    consumer.close();
  }
}
