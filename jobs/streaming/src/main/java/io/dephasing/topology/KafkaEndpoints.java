package io.dephasing.topology;

import io.dephasing.connectors.kafka.AnnotationSources;
import io.dephasing.connectors.kafka.EventSources;
import io.dephasing.connectors.kafka.RecordSinks;
import io.dephasing.connectors.kafka.Topics;
import io.dephasing.connectors.wire.WireFormats;
import io.dephasing.core.annotation.AnnotationChange;
import io.dephasing.operators.types.StreamTypes;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.apache.flink.connector.kafka.source.KafkaSource;
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
    return new EventSources(
        consumer,
        topics(),
        reading(),
        new EventSources.Timing(
            Options.OUT_OF_ORDERNESS.required(settings.options()),
            Options.ALLOWED_LATENESS.required(settings.options()),
            Options.IDLE_TIMEOUT.required(settings.options()),
            Options.MAX_AGE.required(settings.options()),
            settings.run().clock()));
  }

  KafkaSource<AnnotationChange> annotations() {
    Properties consumer = clients();
    consumer.setProperty(
        ConsumerConfig.GROUP_ID_CONFIG, Options.CONSUMER_GROUP.required(settings.options()));
    return new AnnotationSources(consumer, topics())
        .source(StreamTypes.ANNOTATION_CHANGE, settings.run().isBounded());
  }

  private List<WireFormats> formats() {
    List<String> ids = Options.WIRE_FORMATS.required(settings.options());
    return ids.stream().flatMap(id -> WireFormats.ofId(id).stream()).toList();
  }

  /** What the records of the event topics are. */
  public EventSources.Reading reading() {
    JobSettings.Run run = settings.run();
    Optional<String> folder = Options.WIRE_SCHEMAS.of(settings.options());
    try {
      return EventSources.Reading.of(
          run.origin(), formats(), folder.map(Path::of), run.isBounded());
    } catch (IllegalArgumentException | UncheckedIOException e) {
      throw new InvalidOptionException(
          Options.WIRE_SCHEMAS.key(),
          folder.orElse("nothing"),
          "a folder of .avsc files (" + e.getMessage() + ")");
    }
  }

  DetectionJob.Sinks sinks() {
    boolean isExactlyOnce =
        Options.DELIVERY.<String>required(settings.options()).equals("exactly-once");
    String deployment = Options.DEPLOYMENT.required(settings.options());
    RecordSinks sinks =
        new RecordSinks(
            clients(),
            topics(),
            isExactlyOnce ? Optional.of("dephasing-detection-" + deployment) : Optional.empty());
    return new DetectionJob.Sinks(
        sinks.slis(), sinks.alerts(), sinks.recommendations(), sinks.deadLetters(), sinks.audit());
  }
}
