package io.dephasing.topology;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Secrets are named in the configuration, and looked up by each of Kafka's clients itself. */
final class KafkaSecretsTest {
  private static final String SECRET = "s3cret";

  @Test
  void a_secret_in_a_file_and_one_in_the_environment_reach_every_client(@TempDir Path directory)
      throws IOException {
    Path file = directory.resolve("kafka.secrets");
    Files.writeString(file, "password=" + SECRET + "\n");
    Properties clients =
        new KafkaEndpoints(
                new OptionsLoader()
                    .parse(
                        """
                        kafka.properties:
                          config.providers: file,env
                          config.providers.file.class: org.apache.kafka.common.config.provider.FileConfigProvider
                          config.providers.env.class: org.apache.kafka.common.config.provider.EnvVarConfigProvider
                          ssl.truststore.password: ${file:%s:password}
                          client.rack: ${env:PATH}
                        """
                            .formatted(file),
                        "dephasing.yaml"))
            .clients();

    assertThat(clients.toString()).as("what the job hands on").doesNotContain(SECRET);
    assertThat(configurations(clients))
        .hasSize(3)
        .allSatisfy(
            client -> {
              assertThat(client.getPassword("ssl.truststore.password").value()).isEqualTo(SECRET);
              assertThat(client.values().toString()).as("what is logged").doesNotContain(SECRET);
            });
    assertThat(new ConsumerConfig(reading(clients)).getString("client.rack"))
        .isEqualTo(System.getenv("PATH"));
  }

  private static Stream<AbstractConfig> configurations(Properties clients) {
    Properties writing = new Properties();
    writing.putAll(clients);
    writing.put(ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
    writing.put(ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
    return Stream.of(
        new ConsumerConfig(reading(clients)),
        new ProducerConfig(writing),
        new AdminClientConfig(clients));
  }

  private static Properties reading(Properties clients) {
    Properties reading = new Properties();
    reading.putAll(clients);
    reading.put(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
    reading.put(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
    return reading;
  }
}
