package io.dephasing.acceptance.job;

import io.dephasing.broker.EmbeddedBroker;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.kafka.KafkaContainer;
import org.testcontainers.utility.DockerImageName;

/**
 * Kafka for tests: in a container where a docker engine answers, else embedded; the choice is
 * printed.
 */
final class TestBroker implements AutoCloseable {
  private static final String IMAGE = "apache/kafka:4.2.0";

  private final String bootstrapServers;
  private final AutoCloseable broker;

  private TestBroker(String bootstrapServers, AutoCloseable broker) {
    this.bootstrapServers = bootstrapServers;
    this.broker = broker;
  }

  static TestBroker start() {
    if (DockerClientFactory.instance().isDockerAvailable()) {
      KafkaContainer container = new KafkaContainer(DockerImageName.parse(IMAGE));
      container.withEnv("KAFKA_LOG_RETENTION_MS", "-1");
      container.start();
      System.out.println("acceptance tests use Kafka in a container: " + IMAGE);
      return new TestBroker(container.getBootstrapServers(), container);
    }
    EmbeddedBroker embedded = EmbeddedBroker.start();
    System.out.println("acceptance tests use an embedded broker: no docker engine answers");
    return new TestBroker(embedded.bootstrapServers(), embedded);
  }

  String bootstrapServers() {
    return bootstrapServers;
  }

  @Override
  public void close() throws Exception {
    broker.close();
  }
}
