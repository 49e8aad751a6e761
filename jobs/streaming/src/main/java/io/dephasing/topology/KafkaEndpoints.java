package io.dephasing.topology;

import io.dephasing.connectors.kafka.EventSources;
import io.dephasing.connectors.kafka.RecordSinks;
import io.dephasing.connectors.kafka.Topics;
import io.dephasing.connectors.wire.WireFormats;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.SchemaParseException;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.consumer.ConsumerConfig;

/** Sources and sinks on Kafka, as the options say. */
public final class KafkaEndpoints {
  private final JobSettings settings;

  /** Endpoints with these settings. */
  public KafkaEndpoints(JobSettings settings) {
    this.settings = settings;
  }

  /** Names of the topics. */
  public Topics topics() {
    Map<String, String> names = Options.TOPIC_NAMES.required(settings.options());
    return new Topics(Options.TOPIC_PREFIX.required(settings.options()), names);
  }

  /** What every Kafka client is told: addresses and security. */
  public Properties clients() {
    Properties properties = new Properties();
    Map<String, String> own = Options.KAFKA_PROPERTIES.required(settings.options());
    properties.putAll(own);
    String servers = Options.BOOTSTRAP_SERVERS.required(settings.options());
    properties.setProperty(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, servers);
    return properties;
  }

  EventSources sources() {
    Properties consumer = clients();
    consumer.setProperty(
        ConsumerConfig.GROUP_ID_CONFIG, Options.CONSUMER_GROUP.required(settings.options()));
    Duration bound = Options.OUT_OF_ORDERNESS.required(settings.options());
    Duration idle = Options.IDLE_TIMEOUT.required(settings.options());
    return new EventSources(
        consumer,
        topics(),
        new EventSources.Reading(
            settings.run().origin(), formats(), schemas(), settings.run().isBounded()),
        new EventSources.Timing(bound, idle, settings.run().clock()));
  }

  private List<WireFormats> formats() {
    List<String> ids = Options.WIRE_FORMATS.required(settings.options());
    return ids.stream().flatMap(id -> WireFormats.ofId(id).stream()).toList();
  }

  private List<Schema> schemas() {
    Optional<String> folder = Options.WIRE_SCHEMAS.of(settings.options());
    List<Schema> schemas = new ArrayList<>();
    if (folder.isPresent()) {
      try (Stream<Path> files = Files.list(Path.of(folder.get()))) {
        for (Path file : files.filter(f -> f.toString().endsWith(".avsc")).sorted().toList()) {
          schemas.add(new Schema.Parser().parse(Files.readString(file)));
        }
      } catch (IOException | SchemaParseException e) {
        throw new InvalidOptionException(
            Options.WIRE_SCHEMAS.key(),
            folder.get(),
            "a folder of .avsc files (" + e.getMessage() + ")");
      }
    }
    return schemas;
  }

  DetectionJob.Sinks sinks() {
    Properties producer = clients();
    // Many small records a second to few partitions: compression pays in network and disk.
    producer.putIfAbsent("compression.type", "lz4");
    producer.putIfAbsent("linger.ms", "5");
    boolean isExactlyOnce =
        Options.DELIVERY.<String>required(settings.options()).equals("exactly-once");
    String deployment = Options.DEPLOYMENT.required(settings.options());
    RecordSinks sinks =
        new RecordSinks(
            producer,
            topics(),
            isExactlyOnce ? Optional.of("dephasing-detection-" + deployment) : Optional.empty());
    return new DetectionJob.Sinks(sinks.slis(), sinks.alerts(), sinks.deadLetters());
  }
}
