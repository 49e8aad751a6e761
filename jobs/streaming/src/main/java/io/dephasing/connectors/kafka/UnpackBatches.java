package io.dephasing.connectors.kafka;

import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Hands on the records of a {@link DecodedBatch}: where Flink expects bytes, they are decoded. */
final class UnpackBatches implements KafkaRecordDeserializationSchema<SourceRecord> {
  private static final long serialVersionUID = 1L;

  @Override
  public void deserialize(ConsumerRecord<byte[], byte[]> record, Collector<SourceRecord> out) {
    if (!(record instanceof DecodedBatch batch)) {
      throw new IllegalStateException(
          "record at %s-%d@%d was not decoded"
              .formatted(record.topic(), record.partition(), record.offset()));
    }
    batch.records().forEach(out::collect);
  }

  @Override
  public TypeInformation<SourceRecord> getProducedType() {
    return SourceRecord.TYPE;
  }
}
