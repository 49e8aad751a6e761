package io.dephasing.topology;

import io.dephasing.connectors.kafka.AnnotationSources;
import io.dephasing.connectors.kafka.ClientTrial;
import io.dephasing.connectors.kafka.EventSources;
import io.dephasing.connectors.kafka.RecordSinks;
import io.dephasing.connectors.kafka.Topics;
import io.dephasing.core.annotation.AnnotationChange;
import io.dephasing.formats.record.OutputFormat;
import io.dephasing.formats.wire.WireFormats;
import io.dephasing.operators.annotation.TopicEnds;
import io.dephasing.operators.types.StreamTypes;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Stream;
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
            Options.MAX_AGE.of(settings.options()),
            settings.run().clock()));
  }

  KafkaSource<AnnotationChange> annotations() {
    return annotationSources().source(StreamTypes.ANNOTATION_CHANGE, settings.run().isBounded());
  }

  TopicEnds annotationEnds() {
    return new KafkaTopicEnds(annotationSources().ends());
  }

  private AnnotationSources annotationSources() {
    Properties consumer = clients();
    consumer.setProperty(
        ConsumerConfig.GROUP_ID_CONFIG, Options.CONSUMER_GROUP.required(settings.options()));
    return new AnnotationSources(consumer, topics());
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

  /**
   * Makes one of each client of the jobs as they will, and closes it again.
   *
   * @throws InvalidOptionException where Kafka's own settings make no sense; with the key
   */
  public void tryClients() {
    Map<String, String> own = Options.KAFKA_PROPERTIES.required(settings.options());
    ClientTrial trial = new ClientTrial(own);
    Properties consumer = clients();
    consumer.setProperty(
        ConsumerConfig.GROUP_ID_CONFIG, Options.CONSUMER_GROUP.required(settings.options()));
    consumer.setProperty(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    Stream<Optional<String>> failures =
        Stream.concat(
            Stream.of(trial.admin(clients()), trial.consumer(consumer)),
            recordSinks().producers().stream().map(trial::producer));
    failures
        .flatMap(Optional::stream)
        .findFirst()
        .ifPresent(
            failure -> {
              boolean isOwn = own.keySet().stream().anyMatch(failure::contains);
              String reason = failure.lines().findFirst().orElse("");
              throw new InvalidOptionException(
                  isOwn ? Options.KAFKA_PROPERTIES.key() + ": " + reason : reason);
            });
  }

  DetectionJob.Sinks sinks() {
    RecordSinks sinks = recordSinks();
    return new DetectionJob.Sinks(
        sinks.slis(), sinks.alerts(), sinks.recommendations(), sinks.deadLetters(), sinks.audit());
  }

  private RecordSinks recordSinks() {
    boolean isExactlyOnce =
        Options.DELIVERY.<String>required(settings.options()).equals("exactly-once");
    String deployment = Options.DEPLOYMENT.required(settings.options());
    return new RecordSinks(
        clients(),
        topics(),
        isExactlyOnce ? Optional.of("dephasing-detection-" + deployment) : Optional.empty(),
        OutputFormat.ofId(Options.OUTPUT_FORMAT.required(settings.options())));
  }
}
