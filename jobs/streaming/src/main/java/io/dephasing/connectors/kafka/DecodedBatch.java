package io.dephasing.connectors.kafka;

import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Decoded records of one partition that pass from the fetcher's thread to the task's as one. A
 * record itself, for that is what Flink's Kafka reader hands on: its offset is the last of them, so
 * that they and the offset that they reach are one step.
 */
final class DecodedBatch extends ConsumerRecord<byte[], byte[]> {
  private final List<SourceRecord> records;

  /**
   * A batch; owns the list from here on.
   *
   * @param records of one partition, in order of their offsets; at least one
   */
  @SuppressWarnings("NullAway") // Kafka's records may have neither key nor value
  DecodedBatch(List<SourceRecord> records) {
    super(
        records.get(0).topic(),
        records.get(0).partition(),
        records.get(records.size() - 1).offset(),
        null,
        null);
    this.records = records;
  }

  /** The records in order of their offsets. */
  List<SourceRecord> records() {
    return records;
  }
}
