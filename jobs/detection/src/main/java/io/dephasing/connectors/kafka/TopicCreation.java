package io.dephasing.connectors.kafka;

import io.dephasing.connectors.kafka.TopicRole.Cleanup;
import io.dephasing.core.event.EventKind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.TopicExistsException;

/**
 * Creates the topics that are missing.
 *
 * @param partitions of topics with many records, 1 or more; the others have one
 * @param replication copies of each partition; empty for the broker's default
 * @param eventTime who sets the time of a record on event topics
 */
public record TopicCreation(int partitions, Optional<Short> replication, EventTime eventTime) {
  public TopicCreation {
    if (partitions < 1) {
      throw new IllegalArgumentException("partitions %d is not at least 1".formatted(partitions));
    }
  }

  /** Who sets the time of an event's record. */
  public enum EventTime {
    /** The broker: clock skew can be measured. */
    BROKER("LogAppendTime"),
    /** The producer: where the events' time is simulated or past. */
    PRODUCER("CreateTime");

    private final String timestampType;

    EventTime(String timestampType) {
      this.timestampType = timestampType;
    }
  }

  /**
   * Creates what is missing.
   *
   * @param admin connection to the broker; stays open
   * @return names of the topics that were created, in the order of {@link Topics#names}
   * @throws KafkaException where the broker refuses
   * @throws InterruptedException where the thread was interrupted meanwhile
   */
  public List<String> create(Admin admin, Topics topics) throws InterruptedException {
    List<NewTopic> wanted = newTopics(topics);
    Map<String, KafkaFuture<Void>> creations = admin.createTopics(wanted).values();
    List<String> created = new ArrayList<>();
    for (NewTopic topic : wanted) {
      KafkaFuture<Void> creation = creations.get(topic.name());
      if (creation != null && isNew(topic.name(), creation)) {
        created.add(topic.name());
      }
    }
    return created;
  }

  private static boolean isNew(String topic, KafkaFuture<Void> creation)
      throws InterruptedException {
    try {
      creation.get();
      return true;
    } catch (ExecutionException e) {
      if (e.getCause() instanceof TopicExistsException) {
        return false;
      }
      throw new KafkaException("topic %s was not created: %s".formatted(topic, e.getCause()), e);
    }
  }

  List<NewTopic> newTopics(Topics topics) {
    List<NewTopic> all = new ArrayList<>();
    for (EventKind kind : EventKind.all()) {
      Map<String, String> settings = settings(Cleanup.WEEK);
      settings.put(TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG, eventTime.timestampType);
      all.add(topic(topics.events(kind), partitions, settings));
    }
    for (TopicRole role : TopicRole.all()) {
      Map<String, String> settings = settings(role.cleanup());
      if (role == TopicRole.DEAD_LETTERS) {
        // The original record and our headers: larger than the largest that event topics take.
        settings.put(
            TopicConfig.MAX_MESSAGE_BYTES_CONFIG, String.valueOf(RecordSinks.LARGEST_BYTES));
      }
      all.add(topic(topics.of(role), role.isSpread() ? partitions : 1, settings));
    }
    return all;
  }

  private Map<String, String> settings(Cleanup cleanup) {
    Map<String, String> settings = new HashMap<>();
    settings.put(TopicConfig.CLEANUP_POLICY_CONFIG, cleanup.policy());
    // Retention goes by the records' times, which are of the past where producers set them.
    boolean isKept = eventTime == EventTime.PRODUCER;
    settings.put(TopicConfig.RETENTION_MS_CONFIG, isKept ? "-1" : cleanup.retentionMillis());
    return settings;
  }

  private NewTopic topic(String name, int count, Map<String, String> settings) {
    return new NewTopic(name, Optional.of(count), replication).configs(settings);
  }
}
