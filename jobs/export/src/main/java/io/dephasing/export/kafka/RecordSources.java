package io.dephasing.export.kafka;

import io.dephasing.connectors.kafka.StartingOffsets;
import io.dephasing.connectors.kafka.TopicRole;
import io.dephasing.connectors.kafka.Topics;
import java.util.Properties;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.connector.kafka.source.KafkaSource;

/** The sources of the export job: the topics that the detection job writes. */
public final class RecordSources {
  private final Properties consumer;
  private final Topics topics;

  /**
   * Sources with these settings.
   *
   * @param consumer Kafka's own settings: bootstrap servers, security
   * @param topics names of the topics
   */
  public RecordSources(Properties consumer, Topics topics) {
    this.consumer = new Properties();
    this.consumer.putAll(consumer);
    // What a transaction has not committed may never be: the job that wrote it repeats it.
    this.consumer.putIfAbsent("isolation.level", "read_committed");
    this.topics = topics;
  }

  /**
   * The records of a topic, from what the group has committed, else from the beginning.
   *
   * @param group that offsets are committed for: one for each source of a topic
   */
  public KafkaSource<Tuple2<String, byte[]>> source(
      TopicRole role, KeyedRecords.Keying keying, String group) {
    Properties properties = new Properties();
    properties.putAll(consumer);
    properties.setProperty("group.id", group);
    return KafkaSource.<Tuple2<String, byte[]>>builder()
        .setTopics(topics.of(role))
        .setProperties(properties)
        .setStartingOffsets(new StartingOffsets())
        .setDeserializer(new KeyedRecords(keying))
        .build();
  }
}
