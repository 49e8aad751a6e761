package io.dephasing.topology;

import io.dephasing.formats.record.OutputFormat;
import io.dephasing.formats.wire.WireFormats;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.ReadableConfig;
import org.apache.flink.configuration.description.HtmlFormatter;

/**
 * The catalogue of options: the configuration file, its errors and the reference page derive from
 * it. A key is the path in the YAML file with dots between.
 */
public enum Options {
  BOOTSTRAP_SERVERS(
      OptionKeys.text("kafka.bootstrap-servers", "localhost:9092", "Kafka's addresses."),
      "host:port, host:port, …",
      OptionBounds.NOT_BLANK),
  CONSUMER_GROUP(
      OptionKeys.text(
          "kafka.consumer-group", "dephasing-detection", "Group that offsets are committed for."),
      "a name",
      OptionBounds.NOT_BLANK),
  KAFKA_PROPERTIES(
      OptionKeys.map(
          "kafka.properties",
          "Kafka's own settings for all clients, as security.protocol. Secrets belong into a file that"
              + " sasl.jaas.config or ssl.keystore.location names."),
      "a map of Kafka's settings",
      OptionBounds.ANY),
  TOPIC_PREFIX(
      OptionKeys.text(
          "topics.prefix", "dephasing", "What stands before the dot in a topic's name."),
      "a name",
      OptionBounds.NOT_BLANK),
  TOPIC_NAMES(
      OptionKeys.map("topics.names", "Full names of single topics, by their name without prefix."),
      "a map, as {job-starts: my.topic}",
      OptionBounds.ANY),
  WIRE_FORMATS(
      OptionKeys.texts(
          "wire.formats",
          "Formats that are read; which one a record has is seen by its first bytes.",
          OptionBounds.formats().toArray(new String[0])),
      "some of " + WireFormats.ids(),
      OptionBounds.FORMATS),
  WIRE_SCHEMAS(
      OptionKeys.text(
          "wire.schemas",
          "Folder of .avsc files of producers that write with schemas of their own."),
      "a folder",
      OptionBounds.NOT_BLANK),
  OUT_OF_ORDERNESS(
      OptionKeys.duration(
          "time.out-of-orderness",
          Duration.ofSeconds(1),
          "How far events of a partition may be out of order and still be on time. What is judged in flight waits"
              + " this long."),
      "0 s to 60 s",
      OptionBounds.between(Duration.ZERO, Duration.ofSeconds(60))),
  ALLOWED_LATENESS(
      OptionKeys.duration(
          "time.allowed-lateness",
          Duration.ofMinutes(2),
          "Beyond that, events still change their window; later ones are late. More than what producers wait before they"
              + " send, as a batch of a minute; a window is final so much later, and what looks at final windows too."),
      "0 s to 10 min",
      OptionBounds.between(Duration.ZERO, Duration.ofMinutes(10))),
  MAX_AGE(
      OptionKeys.duration(
          "time.max-age",
          "Events that are older by their broker's time, or by the clock where that is not known, are refused as far past."
              + " Where it is not set, as long as their topic keeps records when the job starts, from 1 h to 7 d."),
      "1 h to 3650 d",
      OptionBounds.between(Duration.ofHours(1), Duration.ofDays(3_650))),
  IDLE_TIMEOUT(
      OptionKeys.duration(
          "time.idle-timeout",
          Duration.ofMillis(400),
          "After this silence a partition is asked for its end; while that was read, its time follows the clock."),
      "100 ms to 10 min",
      OptionBounds.between(Duration.ofMillis(100), Duration.ofMinutes(10))),
  MAX_DRIFT(
      OptionKeys.duration(
          "time.max-drift",
          Duration.ofSeconds(60),
          "How far a partition may run ahead of the slowest; it bounds the state."),
      "1 s to 10 min",
      OptionBounds.between(Duration.ofSeconds(1), Duration.ofMinutes(10))),
  GROUPS_PER_SERVICE(
      OptionKeys.number(
          "groups.per-service",
          2_000,
          "Most groups of a service that are watched; events of more are refused. A group that is quiet for 48 h makes room."
              + " Each source's subtask counts for itself, of each kind of events."),
      "1 to 1000000",
      OptionBounds.between(1, 1_000_000)),
  GROUPS_IN_ALL(
      OptionKeys.number(
          "groups.in-all",
          100_000,
          "Most groups of all services that are watched, counted as groups.per-service; up to 11 KiB of state each."),
      "1 to 10000000",
      OptionBounds.between(1, 10_000_000)),
  DUPLICATES_HORIZON(
      OptionKeys.duration(
          "duplicates.horizon",
          "Events whose eventId came before within this time are dropped; off where it is not set."),
      "1 s to 24 h",
      OptionBounds.between(Duration.ofSeconds(1), Duration.ofHours(24))),
  DUPLICATES_IDS(
      OptionKeys.number(
          "duplicates.ids",
          1_000_000,
          "Most ids that a source's subtask remembers of all partitions that it reads, twice; 16 to 32 bytes each."),
      "1000 to 50000000",
      OptionBounds.between(1_000, 50_000_000)),
  OUTPUT_FORMAT(
      OptionKeys.text(
          "output.format",
          OutputFormat.AVRO.id(),
          "How SLIs, alerts, recommendations and the audit are written: Avro single-object encoding, or the same fields as"
              + " JSON. All that is ours reads both, told by the first byte; dead letters are as they came."),
      String.join(", ", OutputFormat.ids()),
      OptionBounds.oneOf(OutputFormat.ids().toArray(new String[0]))),
  DELIVERY(
      OptionKeys.text(
          "delivery.guarantee",
          "at-least-once",
          "exactly-once uses Kafka's transactions and costs a checkpoint interval of latency. Ids are deterministic,"
              + " so readers who keep the highest revision have each record once either way."),
      "at-least-once, exactly-once",
      OptionBounds.oneOf("at-least-once", "exactly-once")),
  DEPLOYMENT(
      OptionKeys.text(
          "delivery.deployment", "default", "Tells this deployment's transactions from another's."),
      "a name",
      OptionBounds.NOT_BLANK),
  PARALLELISM(
      OptionKeys.number(
          "job.parallelism",
          "Subtasks of each operator; else what the cluster or flink run -p says, and 1 in a local run."),
      "1 to 1024",
      OptionBounds.between(1, 1_024)),
  STATE_BACKEND(
      OptionKeys.text(
          "state.backend",
          "Where state is held; else as the cluster says. A change needs a canonical savepoint. A local run has hashmap alone."),
      "hashmap, rocksdb, forst",
      OptionBounds.oneOf("hashmap", "rocksdb", "forst")),
  CHECKPOINT_INTERVAL(
      OptionKeys.duration(
          "checkpoints.interval", Duration.ofSeconds(10), "How often state is saved."),
      "100 ms to 1 h",
      OptionBounds.between(Duration.ofMillis(100), Duration.ofHours(1))),
  CHECKPOINT_MIN_PAUSE(
      OptionKeys.duration(
          "checkpoints.min-pause",
          "Least time between the end of a checkpoint and the next; half of the interval where it is not set."),
      "0 s to 1 h",
      OptionBounds.between(Duration.ZERO, Duration.ofHours(1))),
  CHECKPOINT_TOLERATED_FAILURES(
      OptionKeys.number(
          "checkpoints.tolerated-failures",
          "How many checkpoints may fail in a row before the job starts anew; where it is not set any number, but none with"
              + " exactly-once, whose transactions run out."),
      "0 to 2147483647",
      OptionBounds.between(0, Integer.MAX_VALUE)),
  CHECKPOINT_DIRECTORY(
      OptionKeys.text(
          "checkpoints.directory",
          "state",
          "Where state is saved: a folder here, a URI on a cluster."),
      "a path or URI",
      OptionBounds.NOT_BLANK),
  STALE_AFTER(
      OptionKeys.duration(
          "alerts.stale-after",
          Duration.ofMinutes(5),
          "An alert that began longer ago when it is found, as after an outage, is a TICKET with the label stale;"
              + " 0 s: never."),
      "0 s to 24 h",
      OptionBounds.between(Duration.ZERO, Duration.ofHours(24))),
  EXPORT_GROUP(
      OptionKeys.text(
          "export.consumer-group",
          "dephasing-export",
          "Group that the export job's offsets are committed for; its way to Alertmanager has a group of its own,"
              + " with -alertmanager behind."),
      "a name",
      OptionBounds.NOT_BLANK),
  PROMETHEUS_URL(
      OptionKeys.text(
          "prometheus.url",
          "Where samples are written; without a path it is /api/v1/write. Nothing is written where it is not set."),
      "an http or https URL without user and password: prometheus.user, prometheus.password-file",
      OptionBounds.URL),
  PROMETHEUS_TIMEOUT(
      OptionKeys.duration(
          "prometheus.timeout", Duration.ofSeconds(10), "After which a request is sent again."),
      "100 ms to 5 min",
      OptionBounds.between(Duration.ofMillis(100), Duration.ofMinutes(5))),
  PROMETHEUS_BATCH_SAMPLES(
      OptionKeys.number("prometheus.batch-samples", 2_000, "Most samples of a request."),
      "1 to 20000",
      OptionBounds.between(1, 20_000)),
  PROMETHEUS_BATCH_WAIT(
      OptionKeys.duration(
          "prometheus.batch-wait",
          Duration.ofMillis(500),
          "How long a sample waits for others of its request."),
      "1 ms to 10 s",
      OptionBounds.between(Duration.ofMillis(1), Duration.ofSeconds(10))),
  PROMETHEUS_WINDOW(
      OptionKeys.duration(
          "prometheus.out-of-order-window",
          Duration.ofHours(6),
          "What Prometheus has as out_of_order_time_window: samples that are older, less 5 min, are not sent."
              + " Longer than the longest outage of Prometheus, or what waits is lost."),
      "10 min to 30 d",
      OptionBounds.between(Duration.ofMinutes(10), Duration.ofDays(30))),
  PROMETHEUS_GROUP_SERIES(
      OptionKeys.number("prometheus.series-per-group", 128, "Most series of a group's windows."),
      "1 to 10000",
      OptionBounds.between(1, 10_000)),
  PROMETHEUS_SERIES(
      OptionKeys.number(
          "prometheus.series",
          1_000_000,
          "Most series in all: beyond it new groups are not written, and counted; Kafka has them."),
      "1 to 100000000",
      OptionBounds.between(1, 100_000_000)),
  PROMETHEUS_LABELS(
      OptionKeys.map(
          "prometheus.external-labels",
          "Labels of every series and alert, as those of a cluster or region."),
      "a map, as {region: eu}; names that begin with __ are taken, and so are "
          + LabelNames.taken(),
      OptionBounds.LABELS),
  PROMETHEUS_USER(
      OptionKeys.text("prometheus.user", "Name for basic authentication."),
      "a name",
      OptionBounds.NOT_BLANK),
  PROMETHEUS_PASSWORD_FILE(
      OptionKeys.text(
          "prometheus.password-file",
          "File with its password; read for each request, so that it can change."),
      "a path",
      OptionBounds.NOT_BLANK),
  PROMETHEUS_TLS(
      OptionKeys.map("prometheus.tls", "Whom to trust, and as whom to come, where it wants https."),
      OptionBounds.PEM_FILES,
      OptionBounds.TLS),
  PROMETHEUS_TOKEN_FILE(
      OptionKeys.text(
          "prometheus.token-file", "File with a bearer token, in place of user and password."),
      "a path",
      OptionBounds.NOT_BLANK),
  ALERTMANAGER_URLS(
      OptionKeys.texts(
          "alertmanager.urls",
          "Every Alertmanager of a cluster: each gets all alerts. Without a path it is /api/v2/alerts."),
      "a list of http or https URLs without user and password: alertmanager.user, alertmanager.password-file",
      OptionBounds.URLS),
  ALERTMANAGER_TIMEOUT(
      OptionKeys.duration(
          "alertmanager.timeout", Duration.ofSeconds(5), "After which a request is sent again."),
      "100 ms to 1 min",
      OptionBounds.between(Duration.ofMillis(100), Duration.ofMinutes(1))),
  ALERTMANAGER_USER(
      OptionKeys.text("alertmanager.user", "Name for basic authentication."),
      "a name",
      OptionBounds.NOT_BLANK),
  ALERTMANAGER_PASSWORD_FILE(
      OptionKeys.text(
          "alertmanager.password-file",
          "File with its password; read for each request, so that it can change."),
      "a path",
      OptionBounds.NOT_BLANK),
  ALERTMANAGER_TLS(
      OptionKeys.map(
          "alertmanager.tls", "Whom to trust, and as whom to come, where it wants https."),
      OptionBounds.PEM_FILES,
      OptionBounds.TLS),
  ALERTMANAGER_TOKEN_FILE(
      OptionKeys.text(
          "alertmanager.token-file", "File with a bearer token, in place of user and password."),
      "a path",
      OptionBounds.NOT_BLANK),
  GRAFANA_URL(
      OptionKeys.text(
          "alertmanager.grafana-url",
          "Grafana's address: alerts then link to the debug dashboard."),
      "an http or https URL",
      OptionBounds.URL),
  DOCS_URL(
      OptionKeys.text(
          "alertmanager.docs-url",
          "Address of the folder docs: alerts then link to their runbook."),
      "an http or https URL",
      OptionBounds.URL),
  METRICS_HOST(
      OptionKeys.text(
          "metrics.prometheus-host",
          "localhost",
          "Address of this machine that metrics.prometheus-port is on: 0.0.0.0 for all of them."),
      "a host name or an address",
      OptionBounds.NOT_BLANK),
  METRICS_PORT(
      OptionKeys.number(
          "metrics.prometheus-port",
          "Port on which Flink's own metrics can be scraped; on a cluster, Flink's configuration has it instead."),
      "0 to 65535",
      OptionBounds.between(0, 65_535));

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
  public <T> Optional<T> of(ReadableConfig config) {
    Object value;
    try {
      value = config.getOptional(option).map(Object.class::cast).orElse(option.defaultValue());
    } catch (IllegalArgumentException e) {
      throw new InvalidOptionException(key(), OptionBounds.cause(e), allowed);
    }
    if (value != null && !isAllowed.test(value)) {
      throw new InvalidOptionException(key(), OptionBounds.text(value), allowed);
    }
    return Optional.ofNullable((T) value);
  }

  /** Its value, of an option that has a default. */
  @SuppressWarnings("TypeParameterUnusedInFormals")
  public <T> T required(ReadableConfig config) {
    Optional<T> value = of(config);
    return value.orElseThrow(() -> new InvalidOptionException(key(), "nothing", allowed));
  }
}
