package io.dephasing.cli.tail;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.dephasing.broker.EmbeddedBroker;
import io.dephasing.cli.CommandOutcome;
import io.dephasing.cli.Main;
import io.dephasing.cli.demo.OutputRecords;
import io.dephasing.cli.job.LocalJob;
import io.dephasing.core.event.Event;
import io.dephasing.core.event.EventKind;
import io.dephasing.core.event.GroupKey;
import io.dephasing.formats.event.EventWriters;
import io.dephasing.formats.record.AvroJson;
import io.dephasing.formats.record.OutputFormat;
import io.dephasing.formats.record.RecordBytes;
import io.dephasing.schemas.Alert;
import io.dephasing.schemas.AlertState;
import io.dephasing.schemas.Sli;
import io.dephasing.simulation.Fleets;
import io.dephasing.topology.JobSettings;
import io.dephasing.topology.Options;
import io.dephasing.topology.OptionsLoader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** What lies in the topics, in either format, as {@code tail} shows it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TailIT {
  private static final Duration PATIENCE = Duration.ofMinutes(1);
  private static final long MIDNIGHT = 1_772_668_800_000L;
  private static final RecordBytes<Sli> SLIS = new RecordBytes<>(Sli.class, Sli.getClassSchema());
  private static final RecordBytes<Alert> ALERTS =
      new RecordBytes<>(Alert.class, Alert.getClassSchema());
  private static final Alert FIRING =
      OutputRecords.alert(AlertState.FIRING, MIDNIGHT, MIDNIGHT + 1_000);
  private static final Alert RESOLVED =
      OutputRecords.alert(AlertState.RESOLVED, MIDNIGHT, MIDNIGHT + 600_000);

  @TempDir static Path folder = Path.of("");

  private EmbeddedBroker broker;
  private KafkaProducer<byte[], byte[]> producer;

  @BeforeAll
  void start() {
    broker = EmbeddedBroker.start();
    CommandOutcome without = tail("slis", "--no-follow");
    assertThat(without.exitCode()).isEqualTo(2);
    assertThat(without.err()).contains("topics are missing: dephasing.slis").hasLineCount(1);
    for (String prefix : List.of("dephasing", "whole")) {
      assertThat(create(prefix).exitCode()).isZero();
    }
    producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", broker.bootstrapServers()),
            new ByteArraySerializer(),
            new ByteArraySerializer());
    send("dephasing.alerts", ALERTS.write(FIRING, OutputFormat.AVRO));
    send("dephasing.alerts", ALERTS.write(RESOLVED, OutputFormat.JSON));
  }

  @AfterAll
  void stop() {
    producer.close();
    broker.close();
  }

  @Test
  void both_formats_are_shown_alike() {
    CommandOutcome json = tail("alerts", "--no-follow", "--json");
    assertThat(json.exitCode()).as(json.err()).isZero();
    assertThat(json.out().lines())
        .containsExactlyInAnyOrder(AvroJson.line(FIRING), AvroJson.line(RESOLVED));
    assertThat(tail("alerts", "--no-follow").out())
        .contains(
            "2026-03-05T00:00:01Z  FIRING     PAGE    herd  job-start/checkout/build-report"
                + "  375 of 375 instances of checkout/build-report act within 2 s\n")
        .contains("2026-03-05T00:10:00Z  RESOLVED ");
  }

  @Test
  void filters_leave_out_and_a_count_ends() {
    assertThat(tail("alerts", "--no-follow", "--service", "checkout").out()).hasLineCount(2);
    assertThat(tail("alerts", "--no-follow", "--service", "other").out()).isEmpty();
    assertThat(tail("alerts", "--no-follow", "--job", "build-report").out()).hasLineCount(2);
    assertThat(tail("alerts", "--no-follow", "--group", OutputRecords.CRON).out()).hasLineCount(2);
    assertThat(tail("alerts", "--no-follow", "--rule", "stampede").out()).isEmpty();
    assertThat(tail("alerts", "--no-follow", "--severity", "ticket").out()).isEmpty();
    assertThat(tail("alerts", "--from-beginning", "-n", "1").out()).hasLineCount(1);
  }

  @Test
  void what_cannot_be_read_is_said_beside_and_ends_nothing() {
    send("dephasing.recommendations", "junk".getBytes(UTF_8));
    CommandOutcome outcome = tail("recommendations", "--no-follow");
    assertThat(outcome.exitCode()).isZero();
    assertThat(outcome.out()).isEmpty();
    assertThat(outcome.err()).startsWith("dephasing.recommendations-").hasLineCount(1);
  }

  @Test
  void a_kafka_that_does_not_answer_is_named() {
    CommandOutcome outcome =
        CommandOutcome.of("tail", "slis", "--bootstrap-servers", "localhost:1");
    assertThat(outcome.exitCode()).isEqualTo(1);
    assertThat(outcome.err()).contains("no Kafka answers at localhost:1").hasLineCount(1);
  }

  @Test
  void it_follows_until_it_is_told_to_end() throws Exception {
    Path out = folder.resolve("out");
    Process process = process("exec \"$@\"", out, "tail", "slis", "--json");
    Set<String> lines = new TreeSet<>();
    await()
        .atMost(PATIENCE)
        .until(
            () -> {
              send("dephasing.slis", sli(lines.size(), OutputFormat.JSON));
              lines.addAll(Files.readAllLines(out));
              return !lines.isEmpty();
            });
    process.destroy();
    assertThat(process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).isZero();
    assertThat(folder.resolve("err")).isEmptyFile();
  }

  @Test
  void a_pipe_that_nobody_reads_any_more_ends_it_quietly() throws Exception {
    for (int i = 0; i < 5_000; i++) {
      var unused = producer.send(new ProducerRecord<>("dephasing.slis", sli(i, OutputFormat.AVRO)));
    }
    producer.flush();
    Path out = folder.resolve("out");
    Process process =
        process(
            "set -o pipefail; \"$@\" | head -n 1",
            out,
            "tail",
            "slis",
            "--from-beginning",
            "--json");
    assertThat(process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
    assertThat(folder.resolve("err")).isEmptyFile();
    assertThat(process.exitValue()).isZero();
    assertThat(Files.readAllLines(out)).hasSize(1);
  }

  @Test
  void a_job_writes_what_the_option_says_and_another_takes_over() throws Exception {
    publish();
    int before = 0;
    for (OutputFormat format : OutputFormat.values()) {
      int known = before;
      try (LocalJob job = LocalJob.start(settings(format))) {
        await("SLIs in " + format)
            .atMost(PATIENCE)
            .until(() -> !job.isRunning() || slis().size() > known);
        assertThat(job.isRunning()).isTrue();
      }
      before = slis().size();
    }
    Set<String> windows = new TreeSet<>(slis());
    assertThat(windows).allSatisfy(line -> assertThat(line).startsWith("{\"group\":{\"kind\":"));
    assertThat(windows).as("the first windows were written twice").hasSizeLessThan(before);
    CommandOutcome letters = whole("dead-letters", "--json", "--error", "unknown-format");
    assertThat(letters.out().lines()).hasSize(2);
    assertThat(letters.out()).contains("\"dephasing.error.topic\":\"whole.job-starts\"");
    assertThat(whole("dead-letters").out())
        .contains("  whole.job-starts-")
        .contains("  (4 bytes)\n");
    assertThat(whole("dead-letters", "--topic", "whole.retries").out()).isEmpty();
  }

  private List<String> slis() {
    return whole("slis", "--json").out().lines().toList();
  }

  private CommandOutcome whole(String... words) {
    return tail(Stream.concat(Stream.of(words), Stream.of("--no-follow", "--config", config())));
  }

  private String config() {
    return folder.resolve("whole.yaml").toString();
  }

  private JobSettings settings(OutputFormat format) {
    return OptionsLoader.defaults()
        .with(Options.BOOTSTRAP_SERVERS, broker.bootstrapServers())
        .with(Options.TOPIC_PREFIX, "whole")
        .with(Options.CONSUMER_GROUP, "whole-" + format.id())
        .with(Options.OUTPUT_FORMAT, format.id())
        .with(Options.CHECKPOINT_DIRECTORY, folder.resolve(format.id()).toString());
  }

  private void publish() throws Exception {
    Files.writeString(Path.of(config()), "topics.prefix: whole\n");
    GroupKey group = new GroupKey(EventKind.JOB_START, "shop", "refresh", null);
    for (Event event :
        Fleets.poisson(20, 2.5)
            .of(group)
            .seeded(4)
            .over(System.currentTimeMillis() - 300_000, 240_000)
            .events()) {
      send("whole.job-starts", EventWriters.avro(event));
    }
    send("whole.job-starts", "junk".getBytes(UTF_8));
  }

  private void send(String topic, byte[] value) {
    try {
      producer.send(new ProducerRecord<>(topic, value)).get();
    } catch (Exception e) { // get() declares several
      throw new AssertionError(e);
    }
  }

  private static byte[] sli(int minute, OutputFormat format) {
    return SLIS.write(OutputRecords.sli("build-report", MIDNIGHT + minute * 60_000L, 0, 7), format);
  }

  private CommandOutcome tail(String... words) {
    return tail(Stream.of(words));
  }

  private CommandOutcome tail(Stream<String> words) {
    return CommandOutcome.of(
        Stream.of(
                Stream.of("tail"),
                words,
                Stream.of("--bootstrap-servers", broker.bootstrapServers()))
            .flatMap(part -> part)
            .toArray(String[]::new));
  }

  private CommandOutcome create(String prefix) {
    return CommandOutcome.of(
        "topics",
        "create",
        "--config",
        write("topics.prefix: " + prefix + "\n"),
        "--bootstrap-servers",
        broker.bootstrapServers());
  }

  private String write(String config) {
    try {
      return Files.writeString(folder.resolve("create.yaml"), config).toString();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A command in a process of its own, within a line of the shell that has it as its words. */
  private Process process(String line, Path out, String... words) throws Exception {
    return new ProcessBuilder(
            Stream.of(
                    Stream.of("bash", "-c", line, "-"),
                    Stream.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Main.class.getName()),
                    Stream.of(words),
                    Stream.of("--bootstrap-servers", broker.bootstrapServers()))
                .flatMap(part -> part)
                .toList())
        .redirectOutput(out.toFile())
        .redirectError(folder.resolve("err").toFile())
        .start();
  }
}
