package io.dephasing.connectors.kafka;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Creates and closes Kafka clients with the settings of the job before it starts. An invalid
 * setting then ends the start with a clear error, instead of making the job restart for ever.
 * Nothing is sent.
 */
public final class ClientTrial {
  private final Map<String, String> own;

  /**
   * A trial of what a user has set.
   *
   * @param own the user's settings, one of which is to blame
   */
  public ClientTrial(Map<String, String> own) {
    this.own = Map.copyOf(own);
  }

  /** Why a consumer cannot be made; empty where it can. */
  public Optional<String> consumer(Properties properties) {
    return failure(
        () -> {
          var made =
              new KafkaConsumer<>(
                  properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
          return () -> made.close(CloseOptions.timeout(Duration.ZERO));
        });
  }

  /** Why a producer cannot be made; empty where it can. */
  public Optional<String> producer(Properties properties) {
    return failure(
        () -> {
          var made =
              new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer());
          return () -> made.close(Duration.ZERO);
        });
  }

  /** Why an admin client cannot be made; empty where it can. */
  public Optional<String> admin(Properties properties) {
    return failure(
        () -> {
          var made = Admin.create(properties);
          return () -> made.close(Duration.ZERO);
        });
  }

  private Optional<String> failure(Supplier<Runnable> client) {
    try {
      client.get().run();
      return Optional.empty();
    } catch (KafkaException | IllegalArgumentException e) {
      return Optional.of(reason(e));
    }
  }

  /** Kafka names the key of a value, but of a class that is not there the class alone. */
  private String reason(Throwable failure) {
    Throwable root = failure;
    String all = String.valueOf(failure.getMessage());
    while (root.getCause() != null && root.getCause() != root) {
      root = root.getCause();
      all += " " + root.getMessage();
    }
    String reason =
        root instanceof ClassNotFoundException
            ? "no class " + root.getMessage()
            : String.valueOf(root.getMessage());
    if (own.keySet().stream().anyMatch(reason::contains)) {
      return reason;
    }
    String text = all;
    List<String> blamed =
        own.entrySet().stream()
            .filter(each -> !each.getValue().isBlank())
            .filter(each -> text.contains(each.getKey()) || text.contains(each.getValue()))
            .map(Map.Entry::getKey)
            .sorted()
            .toList();
    if (!blamed.isEmpty()) {
      return String.join(", ", blamed) + ": " + reason;
    }
    boolean isAddress = reason.contains(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG);
    return own.isEmpty() || isAddress ? reason : "one of %s: %s".formatted(allKeys(), reason);
  }

  private String allKeys() {
    return own.keySet().stream().sorted().collect(Collectors.joining(", "));
  }
}
