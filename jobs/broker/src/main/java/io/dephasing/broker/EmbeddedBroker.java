package io.dephasing.broker;

import io.dephasing.broker.BrokerProperties.Ports;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.jspecify.annotations.Nullable;

/**
 * One Kafka broker in this process, in KRaft mode, on free ports of the loopback interface, with a
 * directory of its own that goes when it is closed. After that no thread of it is left, but for two
 * daemons of Kafka's metrics library that all brokers of a process share. Not for use by several
 * threads at a time.
 */
public final class EmbeddedBroker implements AutoCloseable {
  private static final int ATTEMPTS = 5;

  private final TemporaryFolder directory;
  private final Ports ports;
  private final Map<String, String> more;
  private @Nullable KafkaRaftServer server;

  private EmbeddedBroker(TemporaryFolder directory, Ports ports, Map<String, String> more) {
    this.directory = directory;
    this.ports = ports;
    this.more = Map.copyOf(more);
  }

  /**
   * A broker that accepts clients; takes a few seconds.
   *
   * @throws IllegalStateException where it cannot start
   */
  public static EmbeddedBroker start() {
    return start(Map.of());
  }

  /**
   * As {@link #start()}, with settings of Kafka's own that win over those that it has.
   *
   * @throws IllegalStateException where it cannot start
   */
  public static EmbeddedBroker start(Map<String, String> settings) {
    RuntimeException last = new IllegalStateException("no attempt was made");
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      EmbeddedBroker broker = new EmbeddedBroker(newDirectory(), freePorts(), settings);
      try {
        broker.format();
        broker.restart();
        return broker;
      } catch (RuntimeException e) {
        broker.close();
        if (!isPortTaken(e)) {
          throw e;
        }
        last = e; // somebody took a port between our asking and our binding: ask again
      }
    }
    throw last;
  }

  /** What clients connect to: {@code host:port}. The same after {@link #restart()}. */
  public String bootstrapServers() {
    return ports.bootstrapServers();
  }

  /** Stops serving; what was written stays. No effect on a broker that is stopped. */
  public void stop() {
    KafkaRaftServer running = server;
    if (running != null) {
      server = null;
      running.shutdown();
      running.awaitShutdown();
    }
  }

  /**
   * Serves again what was written, on the same ports.
   *
   * @throws IllegalStateException where it runs already or cannot start
   */
  public void restart() {
    if (server != null) {
      throw new IllegalStateException("broker at %s runs".formatted(bootstrapServers()));
    }
    KafkaRaftServer starting =
        new KafkaRaftServer(KafkaConfig.fromProps(properties()), Time.SYSTEM);
    server = starting;
    try {
      starting.startup();
    } catch (RuntimeException e) {
      stop();
      throw new IllegalStateException(
          "broker at %s did not start: %s".formatted(bootstrapServers(), e.getMessage()), e);
    }
  }

  /** Stops and deletes what was written. */
  @Override
  public void close() {
    try (directory) {
      stop();
    } catch (IOException e) {
      throw new UncheckedIOException("directory %s cannot be deleted".formatted(directory()), e);
    }
  }

  /** Where it keeps what was written. */
  Path directory() {
    return directory.path();
  }

  private Properties properties() {
    Properties properties = BrokerProperties.of(directory(), ports);
    properties.putAll(more);
    return properties;
  }

  private void format() {
    Properties properties = properties();
    try (PrintStream nowhere =
        new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8)) {
      new Formatter()
          .setClusterId(Uuid.randomUuid().toString())
          .setNodeId(BrokerProperties.NODE_ID)
          .setControllerListenerName(BrokerProperties.CONTROLLER_LISTENER)
          .setMetadataLogDirectory(properties.getProperty("log.dirs"))
          .addDirectory(properties.getProperty("log.dirs"))
          .setPrintStream(nowhere)
          .run();
    } catch (Exception e) { // Formatter declares Exception
      throw new IllegalStateException("directory %s cannot be formatted".formatted(directory()), e);
    }
  }

  private static Ports freePorts() {
    InetAddress loopback = InetAddress.getLoopbackAddress();
    try (ServerSocket clients = new ServerSocket(0, 1, loopback);
        ServerSocket controller = new ServerSocket(0, 1, loopback)) {
      return new Ports(clients.getLocalPort(), controller.getLocalPort());
    } catch (IOException e) {
      throw new UncheckedIOException("no free port on the loopback interface", e);
    }
  }

  static boolean isPortTaken(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      String message = cause.getMessage();
      if (cause instanceof BindException
          || (message != null && message.contains("failed to bind"))) {
        return true;
      }
    }
    return false;
  }

  private static TemporaryFolder newDirectory() {
    try {
      return TemporaryFolder.create("broker");
    } catch (IOException e) {
      throw new UncheckedIOException("no temporary directory", e);
    }
  }
}
