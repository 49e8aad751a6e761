package io.dephasing.connectors.kafka;

import java.io.IOException;
import java.util.Properties;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.connector.base.source.reader.RecordsBySplits;
import org.apache.flink.connector.base.source.reader.RecordsWithSplitIds;
import org.apache.flink.connector.kafka.source.reader.KafkaPartitionSplitReader;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * Decodes where Kafka's client has just parsed the bytes. In another thread, which runs on another
 * core, each record and its bytes would be fetched from there, and that costs more than decoding:
 * so what passes from thread to thread is batches of events.
 */
final class DecodingSplitReader extends KafkaPartitionSplitReader {
  /** So many records the task takes in before it looks at anything else. */
  private static final int MOST_RECORDS = 512;

  private final PartitionOffsets offsets;
  private final RecordDecoder decoder;

  /** Records of the last batch: the next will have about as many. */
  private int expected = 1;

  DecodingSplitReader(
      Properties consumer,
      SourceReaderContext context,
      PartitionOffsets offsets,
      RecordDecoder decoder) {
    super(consumer, context, offsets);
    this.offsets = offsets;
    this.decoder = decoder;
  }

  @Override
  public RecordsWithSplitIds<ConsumerRecord<byte[], byte[]>> fetch() throws IOException {
    RecordsWithSplitIds<ConsumerRecord<byte[], byte[]>> fetched = super.fetch();
    RecordsBySplits.Builder<ConsumerRecord<byte[], byte[]>> batches =
        new RecordsBySplits.Builder<>();
    for (String split = fetched.nextSplit(); split != null; split = fetched.nextSplit()) {
      decode(split, fetched, batches);
      offsets.note();
    }
    batches.addFinishedSplits(fetched.finishedSplits());
    fetched.recycle();
    return batches.build();
  }

  private void decode(
      String split,
      RecordsWithSplitIds<ConsumerRecord<byte[], byte[]>> fetched,
      RecordsBySplits.Builder<ConsumerRecord<byte[], byte[]>> batches) {
    @Nullable SourceBatch batch = null;
    for (ConsumerRecord<byte[], byte[]> record = fetched.nextRecordFromSplit();
        record != null;
        record = fetched.nextRecordFromSplit()) {
      if (batch == null) {
        batch = new SourceBatch(record.topic(), record.partition(), expected);
      }
      decoder.decode(record, batch);
      if (batch.size() == MOST_RECORDS) {
        hand(split, batch, batches);
        batch = null;
      }
    }
    if (batch != null) {
      hand(split, batch, batches);
    }
  }

  private void hand(
      String split,
      SourceBatch batch,
      RecordsBySplits.Builder<ConsumerRecord<byte[], byte[]>> batches) {
    expected = batch.size();
    batches.add(split, new DecodedBatch(batch));
  }
}
