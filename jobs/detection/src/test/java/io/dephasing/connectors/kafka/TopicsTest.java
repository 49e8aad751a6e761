package io.dephasing.connectors.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dephasing.connectors.kafka.TopicCreation.EventTime;
import io.dephasing.core.event.EventKind;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.Test;

class TopicsTest {
  private static final Topics DEFAULTS = new Topics(Topics.DEFAULT_PREFIX, Map.of());

  @Test
  void a_topic_is_called_by_the_prefix_unless_it_has_a_name_of_its_own() {
    Topics topics = new Topics("acme", Map.of("slis", "metrics", "retries", "acme-retries"));
    assertThat(topics.events(EventKind.JOB_START)).isEqualTo("acme.job-starts");
    assertThat(topics.events(EventKind.RETRY)).isEqualTo("acme-retries");
    assertThat(topics.of(TopicRole.SLIS)).isEqualTo("metrics");
    assertThat(topics.of(TopicRole.DEAD_LETTERS)).isEqualTo("acme.dead-letters");
  }

  @Test
  void a_name_for_a_topic_that_there_is_not_is_refused() {
    assertThatThrownBy(() -> new Topics("acme", Map.of("sli", "metrics")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'sli'")
        .hasMessageContaining("job-starts, retries, remediations, slis");
  }

  @Test
  void the_broker_sets_the_time_of_events_and_policies_are_compacted() {
    List<NewTopic> created =
        new TopicCreation(6, Optional.empty(), EventTime.BROKER).newTopics(DEFAULTS);
    assertThat(created).hasSize(Topics.names().size());
    assertThat(topic(created, "dephasing.retries").numPartitions()).isEqualTo(6);
    assertThat(topic(created, "dephasing.retries").configs())
        .containsEntry("message.timestamp.type", "LogAppendTime")
        .containsEntry("cleanup.policy", "delete");
    assertThat(topic(created, "dephasing.policies").configs())
        .containsEntry("cleanup.policy", "compact");
    assertThat(topic(created, "dephasing.policies").numPartitions()).isEqualTo(1);
  }

  @Test
  void what_producers_date_themselves_is_kept_however_old_it_is() {
    List<NewTopic> created =
        new TopicCreation(1, Optional.of((short) 1), EventTime.PRODUCER).newTopics(DEFAULTS);
    assertThat(created)
        .allSatisfy(topic -> assertThat(topic.configs()).containsEntry("retention.ms", "-1"));
  }

  private static NewTopic topic(List<NewTopic> topics, String name) {
    return topics.stream().filter(topic -> topic.name().equals(name)).findFirst().orElseThrow();
  }
}
