package io.dephasing.connectors.kafka;

import io.dephasing.core.annotation.AnnotationChange;
import java.util.Properties;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.KafkaSourceBuilder;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;

/** The source of annotations, of the detection job. */
public final class AnnotationSources {
  private final Properties consumer;
  private final Topics topics;

  /**
   * A source with these settings.
   *
   * @param consumer Kafka's own settings: bootstrap servers, group, security
   * @param topics names of the topics
   */
  public AnnotationSources(Properties consumer, Topics topics) {
    this.consumer = new Properties();
    this.consumer.putAll(consumer);
    this.consumer.putIfAbsent("isolation.level", "read_committed");
    this.topics = topics;
  }

  /** Tells where the annotations end. */
  public AnnotationEnds ends() {
    return new AnnotationEnds(consumer, topics.of(TopicRole.ANNOTATIONS));
  }

  /**
   * All annotations: from the beginning whatever the group has committed, for a job without its
   * state knows none of them. The topic is compacted, so it is short.
   *
   * @param type how they are serialized
   * @param isBounded whether reading ends at what is there when it begins
   */
  public KafkaSource<AnnotationChange> source(
      TypeInformation<AnnotationChange> type, boolean isBounded) {
    KafkaSourceBuilder<AnnotationChange> builder =
        KafkaSource.<AnnotationChange>builder()
            .setProperties(consumer)
            .setTopics(topics.of(TopicRole.ANNOTATIONS))
            .setClientIdPrefix(
                consumer.getProperty("group.id", "dephasing") + "-" + TopicRole.ANNOTATIONS.topic())
            .setStartingOffsets(OffsetsInitializer.earliest())
            .setDeserializer(new AnnotationDeserializer(type));
    if (isBounded) {
      builder.setBounded(OffsetsInitializer.latest());
    }
    return builder.build();
  }
}
