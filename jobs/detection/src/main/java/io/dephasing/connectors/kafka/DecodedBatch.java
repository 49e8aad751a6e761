package io.dephasing.connectors.kafka;

import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Decoded records of one partition that pass from the fetcher's thread to the task's as one. A
 * record itself, for that is what Flink's Kafka reader hands on: its offset is the last of them, so
 * that they and the offset that they reach are one step.
 */
final class DecodedBatch extends ConsumerRecord<byte[], byte[]> {
  private final SourceBatch batch;

  /** The record of a batch that holds something. */
  @SuppressWarnings("NullAway") // Kafka's records may have neither key nor value
  DecodedBatch(SourceBatch batch) {
    super(batch.topic(), batch.partition(), batch.lastOffset(), null, null);
    this.batch = batch;
  }

  SourceBatch batch() {
    return batch;
  }
}
