package io.dephasing.connectors.kafka;

import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Hands on what a {@link DecodedBatch} holds: where Flink expects bytes, they are decoded. */
final class UnpackBatches implements KafkaRecordDeserializationSchema<SourceBatch> {
  private static final long serialVersionUID = 1L;

  @Override
  public void deserialize(ConsumerRecord<byte[], byte[]> record, Collector<SourceBatch> out) {
    if (!(record instanceof DecodedBatch decoded)) {
      throw new IllegalStateException(
          "record at %s-%d@%d was not decoded"
              .formatted(record.topic(), record.partition(), record.offset()));
    }
    out.collect(decoded.batch());
  }

  @Override
  public TypeInformation<SourceBatch> getProducedType() {
    return SourceBatch.TYPE;
  }
}
