package io.dephasing.topology;

import io.dephasing.connectors.wire.WireFormats;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.ConfigOptions;
import org.apache.flink.configuration.ReadableConfig;
import org.apache.flink.configuration.description.HtmlFormatter;

/**
 * The catalogue of options: the configuration file, its errors and the reference page derive from
 * it. A key is the path in the YAML file with dots between.
 */
public enum Options {
  BOOTSTRAP_SERVERS(
      ConfigOptions.key("kafka.bootstrap-servers")
          .stringType()
          .defaultValue("localhost:9092")
          .withDescription("Kafka's addresses."),
      "host:port, host:port, …",
      Bounds.NOT_BLANK),
  CONSUMER_GROUP(
      ConfigOptions.key("kafka.consumer-group")
          .stringType()
          .defaultValue("dephasing-detection")
          .withDescription("Group that offsets are committed for."),
      "a name",
      Bounds.NOT_BLANK),
  KAFKA_PROPERTIES(
      ConfigOptions.key("kafka.properties")
          .mapType()
          .defaultValue(Map.of())
          .withDescription(
              "Kafka's own settings for all clients, as security.protocol. Secrets belong into a file that"
                  + " sasl.jaas.config or ssl.keystore.location names."),
      "a map of Kafka's settings",
      Bounds.ANY),
  TOPIC_PREFIX(
      ConfigOptions.key("topics.prefix")
          .stringType()
          .defaultValue("dephasing")
          .withDescription("What stands before the dot in a topic's name."),
      "a name",
      Bounds.NOT_BLANK),
  TOPIC_NAMES(
      ConfigOptions.key("topics.names")
          .mapType()
          .defaultValue(Map.of())
          .withDescription("Full names of single topics, by their name without prefix."),
      "a map, as {job-starts: my.topic}",
      Bounds.ANY),
  WIRE_FORMATS(
      ConfigOptions.key("wire.formats")
          .stringType()
          .asList()
          .defaultValues(Bounds.formats().toArray(new String[0]))
          .withDescription(
              "Formats that are read; which one a record has is seen by its first bytes."),
      "some of " + WireFormats.ids(),
      Bounds.FORMATS),
  WIRE_SCHEMAS(
      ConfigOptions.key("wire.schemas")
          .stringType()
          .noDefaultValue()
          .withDescription(
              "Folder of .avsc files of producers that write with schemas of their own."),
      "a folder",
      Bounds.NOT_BLANK),
  OUT_OF_ORDERNESS(
      ConfigOptions.key("time.out-of-orderness")
          .durationType()
          .defaultValue(Duration.ofSeconds(2))
          .withDescription(
              "How far events of a partition may be out of order and still be on time. What is judged in flight waits"
                  + " this long."),
      "0 s to 60 s",
      Bounds.between(Duration.ZERO, Duration.ofSeconds(60))),
  ALLOWED_LATENESS(
      ConfigOptions.key("time.allowed-lateness")
          .durationType()
          .defaultValue(Duration.ofSeconds(60))
          .withDescription("Beyond that, events still change their window; later ones are late."),
      "0 s to 60 s",
      Bounds.between(Duration.ZERO, Duration.ofSeconds(60))),
  IDLE_TIMEOUT(
      ConfigOptions.key("time.idle-timeout")
          .durationType()
          .defaultValue(Duration.ofSeconds(2))
          .withDescription(
              "After this silence a partition is asked for its end; while that was read, its time follows the clock."),
      "100 ms to 10 min",
      Bounds.between(Duration.ofMillis(100), Duration.ofMinutes(10))),
  MAX_DRIFT(
      ConfigOptions.key("time.max-drift")
          .durationType()
          .defaultValue(Duration.ofSeconds(60))
          .withDescription(
              "How far a partition may run ahead of the slowest; it bounds the state."),
      "1 s to 10 min",
      Bounds.between(Duration.ofSeconds(1), Duration.ofMinutes(10))),
  DUPLICATES_HORIZON(
      ConfigOptions.key("duplicates.horizon")
          .durationType()
          .noDefaultValue()
          .withDescription(
              "Events whose eventId came before within this time are dropped; off where it is not set."),
      "1 s to 24 h",
      Bounds.between(Duration.ofSeconds(1), Duration.ofHours(24))),
  DUPLICATES_IDS(
      ConfigOptions.key("duplicates.ids")
          .intType()
          .defaultValue(1_000_000)
          .withDescription(
              "Most ids that a source's subtask remembers, twice; 16 to 32 bytes each."),
      "1000 to 50000000",
      Bounds.between(1_000, 50_000_000)),
  DELIVERY(
      ConfigOptions.key("delivery.guarantee")
          .stringType()
          .defaultValue("at-least-once")
          .withDescription(
              "exactly-once uses Kafka's transactions and costs a checkpoint interval of latency. Ids are deterministic,"
                  + " so readers who keep the highest revision have each record once either way."),
      "at-least-once, exactly-once",
      Bounds.oneOf("at-least-once", "exactly-once")),
  DEPLOYMENT(
      ConfigOptions.key("delivery.deployment")
          .stringType()
          .defaultValue("default")
          .withDescription("Tells this deployment's transactions from another's."),
      "a name",
      Bounds.NOT_BLANK),
  PARALLELISM(
      ConfigOptions.key("job.parallelism")
          .intType()
          .defaultValue(1)
          .withDescription("Subtasks of each operator."),
      "1 to 1024",
      Bounds.between(1, 1_024)),
  CHECKPOINT_INTERVAL(
      ConfigOptions.key("checkpoints.interval")
          .durationType()
          .defaultValue(Duration.ofSeconds(10))
          .withDescription("How often state is saved."),
      "100 ms to 1 h",
      Bounds.between(Duration.ofMillis(100), Duration.ofHours(1))),
  CHECKPOINT_DIRECTORY(
      ConfigOptions.key("checkpoints.directory")
          .stringType()
          .defaultValue("state")
          .withDescription("Where state is saved: a folder here, a URI on a cluster."),
      "a path or URI",
      Bounds.NOT_BLANK),
  STALE_AFTER(
      ConfigOptions.key("alerts.stale-after")
          .durationType()
          .defaultValue(Duration.ofMinutes(5))
          .withDescription(
              "An alert that began longer ago when it is found, as after an outage, is a TICKET with the label stale;"
                  + " 0 s: never."),
      "0 s to 24 h",
      Bounds.between(Duration.ZERO, Duration.ofHours(24)));

  private static final List<Options> ALL = List.of(values());

  private final ConfigOption<?> option;
  private final String allowed;
  private final Predicate<Object> isAllowed;

  Options(ConfigOption<?> option, String allowed, Predicate<Object> isAllowed) {
    this.option = option;
    this.allowed = allowed;
    this.isAllowed = isAllowed;
  }

  /** All options in the order of declaration; does not copy. */
  public static List<Options> all() {
    return ALL;
  }

  /** The option with this key, if there is one. */
  public static Optional<Options> ofKey(String key) {
    return ALL.stream().filter(each -> each.key().equals(key)).findFirst();
  }

  /** Path in the configuration file. */
  public String key() {
    return option.key();
  }

  /** What it may be, for people. */
  public String allowed() {
    return allowed;
  }

  /** What it is without being set; empty where it is then off. */
  public Optional<Object> defaultValue() {
    return Optional.ofNullable(option.defaultValue());
  }

  /** Whether its values are lists; each list has a default. */
  boolean isList() {
    return option.defaultValue() instanceof List;
  }

  /** Whether its values are maps; each map has a default. */
  boolean isMap() {
    return option.defaultValue() instanceof Map;
  }

  /** What it does, for people. */
  public String help() {
    return new HtmlFormatter().format(option.description());
  }

  /**
   * Its value.
   *
   * @throws InvalidOptionException where it is not allowed
   */
  // Callers ask for the type that the constant declares: an enum's constants cannot carry it.
  @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
  <T> Optional<T> of(ReadableConfig config) {
    Object value;
    try {
      value = config.getOptional(option).map(Object.class::cast).orElse(option.defaultValue());
    } catch (IllegalArgumentException e) {
      throw new InvalidOptionException(key(), Bounds.cause(e), allowed);
    }
    if (value != null && !isAllowed.test(value)) {
      throw new InvalidOptionException(key(), Bounds.text(value), allowed);
    }
    return Optional.ofNullable((T) value);
  }

  /** Its value, of an option that has a default. */
  @SuppressWarnings("TypeParameterUnusedInFormals")
  <T> T required(ReadableConfig config) {
    Optional<T> value = of(config);
    return value.orElseThrow(() -> new InvalidOptionException(key(), "nothing", allowed));
  }

  /** What values may be. */
  private static final class Bounds {
    static final Predicate<Object> ANY = value -> true;
    static final Predicate<Object> NOT_BLANK = value -> !value.toString().isBlank();
    static final Predicate<Object> FORMATS =
        value -> value instanceof List<?> list && !list.isEmpty() && formats().containsAll(list);

    static List<String> formats() {
      return WireFormats.all().stream().map(WireFormats::id).toList();
    }

    static Predicate<Object> between(Duration least, Duration most) {
      return value ->
          value instanceof Duration duration
              && duration.compareTo(least) >= 0
              && duration.compareTo(most) <= 0;
    }

    static Predicate<Object> between(int least, int most) {
      return value -> value instanceof Integer number && number >= least && number <= most;
    }

    static Predicate<Object> oneOf(String... names) {
      return value -> Arrays.asList(names).contains(value.toString());
    }

    static String text(Object value) {
      return value instanceof Duration duration ? duration.toMillis() + " ms" : value.toString();
    }

    static String cause(IllegalArgumentException e) {
      Throwable root = e;
      while (root.getCause() != null) {
        root = root.getCause();
      }
      return String.valueOf(root.getMessage());
    }
  }
}
