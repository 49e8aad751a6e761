package io.dephasing.cli.demo;

import io.dephasing.connectors.kafka.TopicCreation;
import io.dephasing.connectors.kafka.TopicRole;
import io.dephasing.connectors.kafka.Topics;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;

/** The topics of the demo. */
public final class TopicsOfPlay {
  private static final int PARTITIONS = 2;

  private TopicsOfPlay() {}

  /** Creates all topics. The broker dates alerts: so it is known when one was out. */
  public static void create(Properties clients, Topics topics) {
    ConfigResource alerts =
        new ConfigResource(ConfigResource.Type.TOPIC, topics.of(TopicRole.ALERTS));
    AlterConfigOp dated =
        new AlterConfigOp(
            new ConfigEntry(TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG, "LogAppendTime"),
            AlterConfigOp.OpType.SET);
    try (Admin admin = Admin.create(clients)) {
      new TopicCreation(PARTITIONS, Optional.empty(), TopicCreation.EventTime.PRODUCER)
          .create(admin, topics);
      admin.incrementalAlterConfigs(Map.of(alerts, List.of(dated))).all().get();
    } catch (ExecutionException e) {
      throw new KafkaException("the topic of alerts cannot be configured", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new KafkaException("interrupted while topics were created", e);
    }
  }
}
