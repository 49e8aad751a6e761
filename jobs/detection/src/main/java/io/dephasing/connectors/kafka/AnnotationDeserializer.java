package io.dephasing.connectors.kafka;

import io.dephasing.core.annotation.AnnotationChange;
import io.dephasing.core.annotation.AnnotationChange.Place;
import io.dephasing.formats.annotation.AnnotationReader;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Reads every record of the annotations topic, valid or not: refusals are reported downstream. */
final class AnnotationDeserializer implements KafkaRecordDeserializationSchema<AnnotationChange> {
  private static final long serialVersionUID = 1L;

  private final TypeInformation<AnnotationChange> type;

  AnnotationDeserializer(TypeInformation<AnnotationChange> type) {
    this.type = type;
  }

  @Override
  public void deserialize(ConsumerRecord<byte[], byte[]> record, Collector<AnnotationChange> out) {
    Place place =
        new Place(record.topic(), record.partition(), record.offset(), record.timestamp());
    out.collect(AnnotationReader.read(record.key(), record.value(), place));
  }

  @Override
  public TypeInformation<AnnotationChange> getProducedType() {
    return type;
  }
}
