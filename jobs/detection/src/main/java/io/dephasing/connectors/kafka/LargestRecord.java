package io.dephasing.connectors.kafka;

import java.util.Objects;
import java.util.OptionalLong;
import java.util.Properties;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.record.AbstractRecords;
import org.apache.kafka.common.record.CompressionType;
import org.apache.kafka.common.record.RecordBatch;

/** How large a record may be: the producer refuses a larger one, and so does the broker. */
final class LargestRecord {

  /** What a topic takes by default: where it does not tell, more would be a risk. */
  private static final int DEFAULT_TOPIC_BYTES = 1_048_588;

  /** Of what cannot be compressed, compressors make a little more: they frame its blocks. */
  private static final int FRAMES = 64;

  private LargestRecord() {}

  /** Bytes that both the producer with these settings and the topic take. */
  static int bytes(Properties producer, String topic) {
    int topicBytes = topicBytes(producer, topic);
    return Math.min(producerBytes(producer), topicBytes - topicBytes / FRAMES);
  }

  /** Bytes that a producer with these settings takes. */
  static int producerBytes(Properties producer) {
    long request = setting(producer, ProducerConfig.MAX_REQUEST_SIZE_CONFIG);
    return (int) Math.min(request, setting(producer, ProducerConfig.BUFFER_MEMORY_CONFIG));
  }

  private static long setting(Properties producer, String name) {
    ConfigDef known = ProducerConfig.configDef();
    Object given = producer.getOrDefault(name, known.defaultValues().get(name));
    Object value = ConfigDef.parseType(name, given, ConfigDef.Type.LONG);
    return ((Number) Objects.requireNonNull(value, name)).longValue();
  }

  /** What the producer takes a record for: it is never larger than that. */
  static int size(ProducerRecord<byte[], byte[]> record) {
    return AbstractRecords.estimateSizeInBytesUpperBound(
        RecordBatch.CURRENT_MAGIC_VALUE,
        CompressionType.NONE,
        record.key(),
        record.value(),
        record.headers().toArray());
  }

  /**
   * Asked for at each start, so that a topic whose limit was lowered is no reason to restart twice.
   */
  private static int topicBytes(Properties producer, String topic) {
    OptionalLong told =
        new TopicSetting(topic, TopicConfig.MAX_MESSAGE_BYTES_CONFIG)
            .ask(producer, DEFAULT_TOPIC_BYTES + " bytes are taken, and larger records are cut");
    return (int) told.orElse(DEFAULT_TOPIC_BYTES);
  }
}
