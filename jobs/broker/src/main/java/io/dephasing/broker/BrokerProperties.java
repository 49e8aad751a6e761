package io.dephasing.broker;

import java.nio.file.Path;
import java.util.Properties;

/** Configuration of a broker that is also its own controller and has no peers. */
final class BrokerProperties {
  static final int NODE_ID = 1;
  static final String CONTROLLER_LISTENER = "CONTROLLER";

  private static final String HOST = "127.0.0.1";

  private BrokerProperties() {}

  static Properties of(Path directory, Ports ports) {
    Properties properties = new Properties();
    listeners(properties, ports);
    retention(properties, directory);
    alone(properties);
    small(properties);
    return properties;
  }

  private static void listeners(Properties properties, Ports ports) {
    String clients = "PLAINTEXT://" + HOST + ":" + ports.clients();
    properties.setProperty("process.roles", "broker,controller");
    properties.setProperty("node.id", String.valueOf(NODE_ID));
    properties.setProperty(
        "controller.quorum.voters", NODE_ID + "@" + HOST + ":" + ports.controller());
    properties.setProperty("controller.listener.names", CONTROLLER_LISTENER);
    properties.setProperty("inter.broker.listener.name", "PLAINTEXT");
    properties.setProperty(
        "listener.security.protocol.map", CONTROLLER_LISTENER + ":PLAINTEXT,PLAINTEXT:PLAINTEXT");
    properties.setProperty(
        "listeners", clients + "," + CONTROLLER_LISTENER + "://" + HOST + ":" + ports.controller());
    properties.setProperty("advertised.listeners", clients);
  }

  private static void retention(Properties properties, Path directory) {
    properties.setProperty("log.dirs", directory.toString());
    // Retention goes by the records' timestamps: replayed old events would be deleted under the
    // reader, and whoever waits for the end offset would wait for ever.
    properties.setProperty("log.retention.ms", "-1");
    properties.setProperty("log.retention.bytes", "-1");
    // A simulated fleet may run ahead of the clock.
    properties.setProperty("log.message.timestamp.after.max.ms", String.valueOf(Long.MAX_VALUE));
  }

  private static void alone(Properties properties) {
    for (String topic : new String[] {"offsets.topic", "transaction.state.log"}) {
      properties.setProperty(topic + ".replication.factor", "1");
      properties.setProperty(topic + ".num.partitions", "1");
    }
    properties.setProperty("transaction.state.log.min.isr", "1");
    properties.setProperty("share.coordinator.state.topic.replication.factor", "1");
    properties.setProperty("share.coordinator.state.topic.min.isr", "1");
    properties.setProperty("share.coordinator.state.topic.num.partitions", "1");
    properties.setProperty("group.initial.rebalance.delay.ms", "0");
    properties.setProperty("auto.create.topics.enable", "false");
  }

  /** It shares the machine with the job that it serves. */
  private static void small(Properties properties) {
    properties.setProperty("num.network.threads", "1");
    properties.setProperty("num.io.threads", "2");
    properties.setProperty("background.threads", "2");
    properties.setProperty("num.replica.alter.log.dirs.threads", "1");
    properties.setProperty("group.coordinator.threads", "1");
    properties.setProperty("share.coordinator.threads", "1");
    properties.setProperty("log.cleaner.dedupe.buffer.size", String.valueOf(4 << 20));
  }

  /**
   * Where it listens.
   *
   * @param clients TCP port for producers and consumers
   * @param controller TCP port for the broker itself
   */
  record Ports(int clients, int controller) {
    String bootstrapServers() {
      return HOST + ":" + clients;
    }
  }
}
