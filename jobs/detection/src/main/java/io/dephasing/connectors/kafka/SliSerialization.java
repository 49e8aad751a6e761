package io.dephasing.connectors.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.dephasing.core.sli.WindowSli;
import io.dephasing.formats.record.OutputFormat;
import io.dephasing.formats.record.SliRecords;
import io.dephasing.formats.record.SliWriter;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/** SLIs as records of their topic, keyed by group, dated when they are published. */
final class SliSerialization implements KafkaRecordSerializationSchema<WindowSli> {
  private static final long serialVersionUID = 1L;

  private final String topic;
  private final OutputFormat format;
  private transient @Nullable SliWriter writer;

  SliSerialization(String topic, OutputFormat format) {
    this.topic = topic;
    this.format = format;
  }

  @Override
  public ProducerRecord<byte[], byte[]> serialize(
      WindowSli sli, KafkaSinkContext context, @Nullable Long timestamp) {
    return record(sli);
  }

  ProducerRecord<byte[], byte[]> record(WindowSli sli) {
    byte[] key = sli.group().canonical().getBytes(UTF_8);
    return new ProducerRecord<>(topic, key, SliRecords.bytes(writer().bytes(sli), format));
  }

  /** Made where it is used: each sink's thread has its own copy of this. */
  private SliWriter writer() {
    SliWriter made = writer;
    if (made == null) {
      made = new SliWriter();
      writer = made;
    }
    return made;
  }
}
