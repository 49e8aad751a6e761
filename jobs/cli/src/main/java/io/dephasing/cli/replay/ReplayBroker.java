package io.dephasing.cli.replay;

import io.dephasing.broker.EmbeddedBroker;
import io.dephasing.broker.TemporaryFolder;
import io.dephasing.connectors.kafka.TopicCreation;
import io.dephasing.connectors.kafka.TopicCreation.EventTime;
import io.dephasing.connectors.kafka.Topics;
import io.dephasing.topology.JobSettings;
import io.dephasing.topology.KafkaEndpoints;
import io.dephasing.topology.Options;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.flink.configuration.Configuration;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;

/**
 * A broker and a folder for state that last as long as a replay, and the settings that use them.
 */
final class ReplayBroker implements AutoCloseable {
  private static final int PARTITIONS = 4;

  /** Room for the longest line and what is said about it. */
  private static final String MOST_BYTES = String.valueOf(2 * EventLines.MOST_BYTES);

  private final EmbeddedBroker broker;
  private final TemporaryFolder folder;
  private final JobSettings settings;

  private ReplayBroker(EmbeddedBroker broker, TemporaryFolder folder, JobSettings settings) {
    this.broker = broker;
    this.folder = folder;
    this.settings = settings;
  }

  /** Starts one with its topics; takes seconds. */
  static ReplayBroker start(JobSettings given) throws IOException, InterruptedException {
    TemporaryFolder folder = TemporaryFolder.create("replay");
    EmbeddedBroker broker = EmbeddedBroker.start();
    ReplayBroker started =
        new ReplayBroker(broker, folder, settings(given, broker.bootstrapServers(), folder.path()));
    try {
      started.createTopics();
      return started;
    } catch (ExecutionException e) {
      started.close();
      throw new IllegalStateException("the broker takes no long lines", e);
    } catch (RuntimeException | InterruptedException e) {
      started.close();
      throw e;
    }
  }

  /** What the job is built with. */
  JobSettings settings() {
    return settings;
  }

  /** Kafka's own settings for clients. */
  Properties clients() {
    return new KafkaEndpoints(settings).clients();
  }

  /** Names of the topics. */
  Topics topics() {
    return new KafkaEndpoints(settings).topics();
  }

  /** Where files may be that are needed no longer than it. */
  Path folder() {
    return folder.path();
  }

  @Override
  public void close() throws IOException {
    broker.close();
    folder.close();
  }

  /** The given settings, but for what is about the Kafka and the cluster that are not used. */
  private static JobSettings settings(JobSettings given, String servers, Path state) {
    Configuration options = new Configuration(given.options());
    for (Options option :
        List.of(
            Options.WIRE_FORMATS, Options.OUTPUT_FORMAT, Options.DELIVERY, Options.DEPLOYMENT)) {
      options.removeKey(option.key());
    }
    return new JobSettings(options, given.defaultPolicy(), JobSettings.Run.REPLAY)
        .with(Options.BOOTSTRAP_SERVERS, servers)
        .with(Options.KAFKA_PROPERTIES, "max.request.size:" + MOST_BYTES)
        .with(Options.CHECKPOINT_DIRECTORY, state.toString())
        // Nothing is restored: whoever replays starts anew.
        .with(Options.CHECKPOINT_INTERVAL, "1 h");
  }

  private void createTopics() throws ExecutionException, InterruptedException {
    Topics topics = topics();
    try (Admin admin = Admin.create(clients())) {
      List<String> created =
          new TopicCreation(PARTITIONS, Optional.empty(), EventTime.PRODUCER).create(admin, topics);
      AlterConfigOp more =
          new AlterConfigOp(
              new ConfigEntry(TopicConfig.MAX_MESSAGE_BYTES_CONFIG, MOST_BYTES),
              AlterConfigOp.OpType.SET);
      Map<ConfigResource, Collection<AlterConfigOp>> changes =
          created.stream()
              .collect(
                  Collectors.toMap(
                      topic -> new ConfigResource(ConfigResource.Type.TOPIC, topic),
                      topic -> List.of(more)));
      admin.incrementalAlterConfigs(changes).all().get();
    }
  }
}
