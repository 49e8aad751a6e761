package io.dephasing.connectors.kafka;

import java.util.List;
import java.util.Objects;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.record.AbstractRecords;
import org.apache.kafka.common.record.CompressionType;
import org.apache.kafka.common.record.RecordBatch;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How large a record may be: the producer refuses a larger one, and so does the broker. */
final class LargestRecord {
  private static final Logger LOG = LoggerFactory.getLogger(LargestRecord.class);

  /** What a topic takes by default: where it does not tell, more would be a risk. */
  private static final int DEFAULT_TOPIC_BYTES = 1_048_588;

  /** Of what cannot be compressed, compressors make a little more: they frame its blocks. */
  private static final int FRAMES = 64;

  private static final long ANSWER_SECONDS = 10;

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
    ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
    Properties settings = new Properties();
    for (String name : AdminClientConfig.configNames()) {
      if (producer.containsKey(name)) {
        settings.put(name, producer.get(name));
      }
    }
    try (Admin admin = Admin.create(settings)) {
      return admin
          .describeConfigs(List.of(resource))
          .all()
          .get(ANSWER_SECONDS, TimeUnit.SECONDS)
          .values()
          .stream()
          .mapToInt(config -> topicBytes(config.get(TopicConfig.MAX_MESSAGE_BYTES_CONFIG)))
          .findFirst()
          .orElse(DEFAULT_TOPIC_BYTES);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return DEFAULT_TOPIC_BYTES;
    } catch (ExecutionException | TimeoutException | KafkaException e) {
      LOG.atWarn()
          .addKeyValue("topic", topic)
          .addKeyValue("bytes", DEFAULT_TOPIC_BYTES)
          .addKeyValue("why", String.valueOf(e.getMessage()))
          .log("the topic's max.message.bytes cannot be read; larger records are written in part");
      return DEFAULT_TOPIC_BYTES;
    }
  }

  private static int topicBytes(@Nullable ConfigEntry entry) {
    return entry == null ? DEFAULT_TOPIC_BYTES : Integer.parseInt(entry.value());
  }
}
