package io.dephasing.cli.kafka;

import io.dephasing.cli.failure.InvalidInputException;
import io.dephasing.cli.failure.JobFailedException;
import io.dephasing.topology.KafkaEndpoints;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;

/** Asks a Kafka, before anything depends on it, whether it answers and what it has. */
public final class KafkaDoor implements AutoCloseable {
  private static final int PATIENCE_SECONDS = 10;

  private final Admin admin;
  private final String servers;

  /**
   * Knocks; does not wait.
   *
   * @throws org.apache.kafka.common.config.ConfigException where the settings make no sense
   */
  public KafkaDoor(KafkaEndpoints endpoints) {
    Properties properties = endpoints.clients();
    this.servers = properties.getProperty(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, "");
    String millis = String.valueOf(TimeUnit.SECONDS.toMillis(PATIENCE_SECONDS));
    properties.putIfAbsent(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, millis);
    properties.putIfAbsent(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, millis);
    try {
      this.admin = Admin.create(properties);
    } catch (KafkaException e) {
      if (e.getCause() instanceof org.apache.kafka.common.config.ConfigException cause) {
        throw cause;
      }
      throw e;
    }
  }

  /** Connection for what else there is to ask. */
  public Admin admin() {
    return admin;
  }

  /**
   * What names this Kafka for ever, whatever its addresses.
   *
   * @throws JobFailedException where nobody answers
   */
  public String clusterId() throws JobFailedException, InterruptedException {
    return answer(admin.describeCluster().clusterId());
  }

  /**
   * Makes sure that these topics exist.
   *
   * @throws InvalidInputException where one does not
   */
  public void require(List<String> topics)
      throws InvalidInputException, JobFailedException, InterruptedException {
    Set<String> existing = answer(admin.listTopics().names());
    List<String> missing = topics.stream().filter(topic -> !existing.contains(topic)).toList();
    if (!missing.isEmpty()) {
      throw new InvalidInputException(
          "topics are missing: %s; 'dephase topics create' makes them"
              .formatted(String.join(", ", missing)));
    }
  }

  @Override
  public void close() {
    admin.close();
  }

  private <T> T answer(KafkaFuture<T> question) throws JobFailedException, InterruptedException {
    try {
      return question.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      throw new JobFailedException("no Kafka answers at " + servers, null);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof org.apache.kafka.common.errors.TimeoutException) {
        throw new JobFailedException("no Kafka answers at " + servers, null);
      }
      throw new JobFailedException("Kafka at " + servers, e);
    }
  }
}
