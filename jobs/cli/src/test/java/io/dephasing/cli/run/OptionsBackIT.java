package io.dephasing.cli.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.dephasing.broker.EmbeddedBroker;
import io.dephasing.cli.demo.TopicsOfPlay;
import io.dephasing.cli.job.LocalJob;
import io.dephasing.connectors.kafka.Topics;
import io.dephasing.core.event.Event;
import io.dephasing.core.event.EventKind;
import io.dephasing.core.event.GroupKey;
import io.dephasing.formats.event.EventWriters;
import io.dephasing.simulation.Fleets;
import io.dephasing.topology.JobSettings;
import io.dephasing.topology.Options;
import io.dephasing.topology.OptionsLoader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every option of the catalogue is changed over a restart and changed back over the next, with the
 * state of all restarts before: all that can be changed together at once, for a restart takes
 * seconds. A new option needs a value here.
 */
class OptionsBackIT {
  private static final String JOB = "options that are taken back";
  private static final Duration PATIENCE = Duration.ofMinutes(1);
  private static final GroupKey GROUP = new GroupKey(EventKind.JOB_START, "shop", "refresh", null);
  private static final Topics TOPICS = new Topics("dephasing", Map.of());
  private static final Topics OTHER_TOPICS = new Topics("other", Map.of());

  /** These exclude others: other topics those at hand, a token a password. */
  private static final Set<Options> APART =
      EnumSet.of(
          Options.TOPIC_PREFIX, Options.PROMETHEUS_TOKEN_FILE, Options.ALERTMANAGER_TOKEN_FILE);

  private static final Set<Options> DESTINATIONS =
      EnumSet.of(Options.PROMETHEUS_URL, Options.ALERTMANAGER_URLS);

  @TempDir Path folder = Path.of("");

  @Test
  void every_option_can_be_changed_and_changed_back_over_a_restart() throws Exception {
    try (EmbeddedBroker broker = EmbeddedBroker.start()) {
      Properties clients = new Properties();
      clients.setProperty("bootstrap.servers", broker.bootstrapServers());
      TopicsOfPlay.create(clients, TOPICS);
      TopicsOfPlay.create(clients, OTHER_TOPICS);
      publish(clients);
      JobSettings base = base(broker);
      runs(base, "nothing");
      Map<Options, String> values = values(broker);
      assertThat(values.keySet()).containsExactlyInAnyOrderElementsOf(Options.all());
      Set<Options> together = EnumSet.copyOf(values.keySet());
      together.removeAll(APART);
      Set<Options> apart = EnumSet.copyOf(APART);
      apart.addAll(DESTINATIONS);
      for (Set<Options> round : List.of(together, apart)) {
        runs(changed(base, round, values), round.toString());
        runs(base, "all changed back");
      }
    }
  }

  private JobSettings base(EmbeddedBroker broker) {
    return OptionsLoader.defaults()
        .with(Options.BOOTSTRAP_SERVERS, broker.bootstrapServers())
        .with(Options.CHECKPOINT_DIRECTORY, folder.resolve("state").toString())
        .with(Options.CHECKPOINT_INTERVAL, "200 ms");
  }

  private static JobSettings changed(
      JobSettings base, Set<Options> round, Map<Options, String> values) {
    JobSettings changed = base;
    for (Options option : round) {
      changed = changed.with(option, values.getOrDefault(option, ""));
    }
    return changed;
  }

  /** Another value for each. */
  private Map<Options, String> values(EmbeddedBroker broker) throws IOException {
    Map<Options, String> values = new EnumMap<>(Options.class);
    addDetection(values, broker);
    addExport(values);
    return values;
  }

  private void addDetection(Map<Options, String> values, EmbeddedBroker broker) {
    values.put(
        Options.BOOTSTRAP_SERVERS, broker.bootstrapServers().replace("localhost", "127.0.0.1"));
    values.put(Options.CONSUMER_GROUP, "other");
    values.put(Options.KAFKA_PROPERTIES, "client.rack:a");
    values.put(Options.TOPIC_PREFIX, "other");
    values.put(Options.TOPIC_NAMES, "retries:other.retries");
    values.put(Options.WIRE_FORMATS, "avro");
    values.put(Options.WIRE_SCHEMAS, folder.toString());
    values.put(Options.OUT_OF_ORDERNESS, "5 s");
    values.put(Options.ALLOWED_LATENESS, "30 s");
    values.put(Options.MAX_AGE, "10 d");
    values.put(Options.IDLE_TIMEOUT, "1 s");
    values.put(Options.MAX_DRIFT, "10 s");
    values.put(Options.GROUPS_PER_SERVICE, "10");
    values.put(Options.GROUPS_IN_ALL, "20");
    values.put(Options.DUPLICATES_HORIZON, "10 min");
    values.put(Options.DUPLICATES_IDS, "1000");
    values.put(Options.OUTPUT_FORMAT, "json");
    values.put(Options.DELIVERY, "exactly-once");
    values.put(Options.DEPLOYMENT, "other");
    values.put(Options.PARALLELISM, "2");
    values.put(Options.STATE_BACKEND, "hashmap");
    values.put(Options.CHECKPOINT_INTERVAL, "300 ms");
    values.put(Options.CHECKPOINT_MIN_PAUSE, "1 s");
    values.put(Options.CHECKPOINT_TOLERATED_FAILURES, "3");
    values.put(Options.CHECKPOINT_DIRECTORY, folder.resolve("elsewhere").toString());
    values.put(Options.STALE_AFTER, "0 s");
    values.put(Options.METRICS_HOST, "127.0.0.1");
    values.put(Options.METRICS_PORT, "0");
  }

  private void addExport(Map<Options, String> values) throws IOException {
    String secret = Files.writeString(folder.resolve("secret"), "secret").toString();
    values.put(Options.EXPORT_GROUP, "other-export");
    values.put(Options.PROMETHEUS_URL, "http://localhost:1");
    values.put(Options.PROMETHEUS_TIMEOUT, "1 s");
    values.put(Options.PROMETHEUS_BATCH_SAMPLES, "10");
    values.put(Options.PROMETHEUS_BATCH_WAIT, "1 s");
    values.put(Options.PROMETHEUS_WINDOW, "1 h");
    values.put(Options.PROMETHEUS_GROUP_SERIES, "10");
    values.put(Options.PROMETHEUS_SERIES, "10");
    values.put(Options.PROMETHEUS_LABELS, "region:eu");
    values.put(Options.PROMETHEUS_USER, "someone");
    values.put(Options.PROMETHEUS_PASSWORD_FILE, secret);
    values.put(Options.PROMETHEUS_TLS, "");
    values.put(Options.PROMETHEUS_TOKEN_FILE, secret);
    values.put(Options.ALERTMANAGER_URLS, "'http://localhost:1'");
    values.put(Options.ALERTMANAGER_TIMEOUT, "1 s");
    values.put(Options.ALERTMANAGER_USER, "someone");
    values.put(Options.ALERTMANAGER_PASSWORD_FILE, secret);
    values.put(Options.ALERTMANAGER_TLS, "");
    values.put(Options.ALERTMANAGER_TOKEN_FILE, secret);
    values.put(Options.GRAFANA_URL, "http://localhost:3000");
    values.put(Options.DOCS_URL, "http://localhost/docs");
  }

  /** It starts with the state of the run before and saves its own. */
  private static void runs(JobSettings settings, String what) throws Exception {
    try (LocalJob job =
        LocalJob.start(settings, new LocalJob.Setup(Optional.empty(), Optional.of(JOB)))) {
      await("a checkpoint with another " + what)
          .atMost(PATIENCE)
          .until(() -> !job.isRunning() || job.health().get(0).savedCheckpoints() > 0);
      assertThat(job.isRunning()).as(what).isTrue();
      assertThat(job.health().get(0).failure()).as(what).isEmpty();
    }
  }

  private static void publish(Properties clients) throws Exception {
    List<Event> events =
        Fleets.poisson(20, 2.5)
            .of(GROUP)
            .seeded(4)
            .over(System.currentTimeMillis() - 300_000, 240_000)
            .events();
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(clients, new ByteArraySerializer(), new ByteArraySerializer())) {
      for (Event event : events) {
        var unused =
            producer.send(
                new ProducerRecord<>(TOPICS.events(GROUP.kind()), EventWriters.avro(event)));
      }
      producer.flush();
    }
  }
}
