package io.dephasing.acceptance.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import io.dephasing.broker.EmbeddedBroker;
import io.dephasing.connectors.kafka.TopicCreation;
import io.dephasing.connectors.kafka.TopicRole;
import io.dephasing.connectors.kafka.Topics;
import io.dephasing.core.event.Event;
import io.dephasing.core.event.EventKind;
import io.dephasing.core.event.GroupKey;
import io.dephasing.formats.event.EventWriters;
import io.dephasing.repository.Repository;
import io.dephasing.simulation.Fleets;
import io.dephasing.topology.JobSettings;
import io.dephasing.topology.Options;
import io.dephasing.topology.OptionsLoader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.flink.core.execution.JobClient;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.utils.Exit;
import org.apache.kafka.tools.AclCommand;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the Kafka guide grants, and no more, is enough for each part of the product. */
class AclsIT {
  private static final Path GUIDE = Repository.ROOT.resolve("docs/howto/point-at-your-kafka.md");
  private static final String COMMAND = "acls ";
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final Topics TOPICS = new Topics("dephasing", Map.of());
  private static final GroupKey GROUP = new GroupKey(EventKind.JOB_START, "shop", "sync", null);
  private static final List<String> PRINCIPALS =
      List.of("admin", "detection", "export", "producer", "annotator", "stranger");

  @TempDir Path folder;

  private EmbeddedBroker broker;

  @BeforeEach
  void start() throws Exception {
    broker = EmbeddedBroker.start(withAuthorizer());
    Exit.setExitProcedure(
        (status, message) -> {
          throw new IllegalStateException(
              "kafka-acls ended with %d: %s".formatted(status, message));
        });
    try (Admin admin = admin("admin")) {
      new TopicCreation(1, Optional.of((short) 1), TopicCreation.EventTime.PRODUCER)
          .create(admin, TOPICS);
    }
    for (String[] command : commands()) {
      AclCommand.main(command);
    }
  }

  @AfterEach
  void stop() {
    Exit.resetExitProcedure();
    broker.close();
  }

  @Test
  void who_was_granted_nothing_may_do_nothing() {
    try (Admin stranger = admin("stranger")) {
      assertThatThrownBy(() -> end(stranger, TopicRole.SLIS))
          .hasRootCauseInstanceOf(TopicAuthorizationException.class);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"at-least-once", "exactly-once"})
  void detection_reads_writes_and_audits(String guarantee) throws Exception {
    publish("producer", TOPICS.events(EventKind.JOB_START), events());
    publish("producer", TOPICS.events(EventKind.RETRY), List.of(bytes("nonsense")));
    publish("annotator", TOPICS.of(TopicRole.ANNOTATIONS), List.of(bytes("nonsense")));
    JobClient job =
        JobFixture.start(settings("detection").with(Options.DELIVERY, guarantee), "detection");
    try (Admin export = admin("export");
        Admin admin = admin("admin")) {
      awaitRecords(export, TopicRole.SLIS);
      awaitRecords(export, TopicRole.AUDIT);
      awaitRecords(admin, TopicRole.DEAD_LETTERS);
    } finally {
      job.cancel().get();
    }
  }

  @Test
  void export_reads_all_that_detection_writes() throws Exception {
    AtomicInteger requests = new AtomicInteger();
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          exchange.getRequestBody().readAllBytes();
          requests.incrementAndGet();
          exchange.sendResponseHeaders(204, -1);
          exchange.close();
        });
    server.start();
    String url = "http://127.0.0.1:" + server.getAddress().getPort();
    JobClient job =
        ExportFixture.start(
            settings("export")
                .with(Options.PROMETHEUS_URL, url)
                .with(Options.ALERTMANAGER_URLS, url));
    try (Admin admin = admin("admin")) {
      await("offsets of both jobs")
          .atMost(PATIENCE)
          .untilAsserted(
              () -> {
                assertThat(job.getJobStatus().get().isTerminalState()).isFalse();
                assertThat(groups(admin))
                    .contains("dephasing-export", "dephasing-export-alertmanager");
              });
    } finally {
      job.cancel().get();
      server.stop(0);
    }
    assertThat(requests.get()).isPositive();
  }

  private static List<String> groups(Admin admin) throws Exception {
    return admin.listGroups().all().get().stream().map(each -> each.groupId()).toList();
  }

  private static void awaitRecords(Admin admin, TopicRole role) {
    await("records of " + role).atMost(PATIENCE).until(() -> end(admin, role) > 0);
  }

  private static long end(Admin admin, TopicRole role) throws Exception {
    TopicPartition partition = new TopicPartition(TOPICS.of(role), 0);
    return admin
        .listOffsets(Map.of(partition, OffsetSpec.latest()))
        .partitionResult(partition)
        .get()
        .offset();
  }

  /** Minutes that are over. */
  private static List<byte[]> events() {
    return Fleets.poisson(5, 1)
        .of(GROUP)
        .seeded(1)
        .over(System.currentTimeMillis() - 180_000, 170_000)
        .events()
        .stream()
        .map((Event event) -> EventWriters.avro(event))
        .toList();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private void publish(String principal, String topic, List<byte[]> values) throws Exception {
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(
            clients(principal), new ByteArraySerializer(), new ByteArraySerializer())) {
      for (byte[] value : values) {
        producer.send(new ProducerRecord<>(topic, bytes("key"), value)).get();
      }
    }
  }

  /** The guide's commands, as its shell would give them to Kafka's tool. */
  private List<String[]> commands() throws IOException {
    Path settings = folder.resolve("admin.properties");
    try (var out = Files.newOutputStream(settings)) {
      clients("admin").store(out, null);
    }
    List<String[]> commands = new ArrayList<>();
    for (String line : Repository.text(GUIDE).split("\n", -1)) {
      if (line.startsWith(COMMAND)) {
        List<String> words =
            new ArrayList<>(
                List.of(
                    "--bootstrap-server",
                    broker.bootstrapServers(),
                    "--command-config",
                    settings.toString(),
                    "--add"));
        words.addAll(List.of(line.substring(COMMAND.length()).split(" ")));
        commands.add(words.toArray(String[]::new));
      }
    }
    assertThat(commands).as("commands of the guide").hasSizeGreaterThan(8);
    return commands;
  }

  private JobSettings settings(String principal) {
    String properties =
        clients(principal).entrySet().stream()
            .filter(each -> !each.getKey().equals("bootstrap.servers"))
            .map(each -> "    %s: '%s'".formatted(each.getKey(), each.getValue()))
            .collect(Collectors.joining("\n"));
    return new OptionsLoader()
        .parse("kafka:\n  properties:\n" + properties, "acls.yaml")
        .with(Options.BOOTSTRAP_SERVERS, broker.bootstrapServers())
        .with(Options.CHECKPOINT_DIRECTORY, folder.resolve(principal).toUri().toString())
        .with(Options.CHECKPOINT_INTERVAL, "500 ms");
  }

  private Admin admin(String principal) {
    return Admin.create(clients(principal));
  }

  private Properties clients(String principal) {
    Properties properties = new Properties();
    properties.setProperty("bootstrap.servers", broker.bootstrapServers());
    properties.setProperty("security.protocol", "SASL_PLAINTEXT");
    properties.setProperty("sasl.mechanism", "PLAIN");
    properties.setProperty(
        "sasl.jaas.config",
        login("username=\"%s\" password=\"%s\"".formatted(principal, principal)));
    return properties;
  }

  private static String login(String options) {
    return "org.apache.kafka.common.security.plain.PlainLoginModule required " + options + ";";
  }

  private static Map<String, String> withAuthorizer() {
    String users =
        Stream.concat(PRINCIPALS.stream(), Stream.of("broker"))
            .map(each -> "user_%s=\"%s\"".formatted(each, each))
            .collect(Collectors.joining(" "));
    return Map.of(
        "listener.security.protocol.map", "CONTROLLER:PLAINTEXT,PLAINTEXT:SASL_PLAINTEXT",
        "sasl.enabled.mechanisms", "PLAIN",
        "sasl.mechanism.inter.broker.protocol", "PLAIN",
        "listener.name.plaintext.plain.sasl.jaas.config",
            login("username=\"broker\" password=\"broker\" " + users),
        "authorizer.class.name", "org.apache.kafka.metadata.authorizer.StandardAuthorizer",
        // The controller's listener is of this broker alone, and knows no users.
        "super.users", "User:broker;User:admin;User:ANONYMOUS");
  }
}
