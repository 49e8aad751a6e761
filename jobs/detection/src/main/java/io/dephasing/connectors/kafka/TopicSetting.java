package io.dephasing.connectors.kafka;

import java.util.List;
import java.util.OptionalLong;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.ConfigResource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A setting of a topic that is a number, as its broker tells it. Takes the right to describe the
 * topic's configuration.
 *
 * @param topic its name
 * @param name of the setting
 */
record TopicSetting(String topic, String name) {
  private static final Logger LOG = LoggerFactory.getLogger(TopicSetting.class);
  private static final long ANSWER_SECONDS = 10;

  /**
   * Asks the broker, with the settings of a client of any kind.
   *
   * @param client Kafka's own settings: bootstrap servers, security
   * @param otherwise what holds where it does not tell, for the log
   * @return empty where it does not tell
   */
  OptionalLong ask(Properties client, String otherwise) {
    ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
    try (Admin admin = Admin.create(ofAdmin(client))) {
      return admin
          .describeConfigs(List.of(resource))
          .all()
          .get(ANSWER_SECONDS, TimeUnit.SECONDS)
          .values()
          .stream()
          .flatMapToLong(config -> value(config).stream())
          .findFirst();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return OptionalLong.empty();
    } catch (ExecutionException | TimeoutException | KafkaException e) {
      LOG.atWarn()
          .addKeyValue("topic", topic)
          .addKeyValue("setting", name)
          .addKeyValue("why", String.valueOf(e.getMessage()))
          .log("the topic's setting cannot be read: {}", otherwise);
      return OptionalLong.empty();
    }
  }

  private static Properties ofAdmin(Properties client) {
    Properties settings = new Properties();
    for (String each : AdminClientConfig.configNames()) {
      if (client.containsKey(each)) {
        settings.put(each, client.get(each));
      }
    }
    return settings;
  }

  private OptionalLong value(Config config) {
    ConfigEntry entry = config.get(name);
    return entry == null || entry.value() == null
        ? OptionalLong.empty()
        : OptionalLong.of(Long.parseLong(entry.value()));
  }
}
