package io.dephasing.cli.annotate;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.dephasing.broker.EmbeddedBroker;
import io.dephasing.cli.CommandOutcome;
import io.dephasing.cli.kafka.TopicReader;
import io.dephasing.core.annotation.AnnotationChange;
import io.dephasing.core.annotation.AnnotationChange.Place;
import io.dephasing.formats.annotation.AnnotationReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AnnotateIT {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Place PLACE = new Place("dephasing.annotations", 0, 0, 0);

  @TempDir static Path folder = Path.of("");

  private EmbeddedBroker broker;

  @BeforeAll
  void start() {
    broker = EmbeddedBroker.start();
  }

  @AfterAll
  void stop() {
    broker.close();
  }

  @Test
  void what_is_told_is_printed_and_is_in_the_topic() throws IOException {
    CommandOutcome without =
        CommandOutcome.of(arguments("annotate", "rollout-start", "--service", "shop"));
    assertThat(without.exitCode()).isEqualTo(2);
    assertThat(without.err()).contains("topics are missing: dephasing.annotations").hasLineCount(1);
    assertThat(CommandOutcome.of(arguments("topics", "create")).exitCode()).isZero();

    String[] rollout =
        arguments(
            "annotate",
            "rollout-start",
            "--service",
            "shop",
            "--version",
            "v42",
            "--at",
            "1772712000000");
    JsonNode printed = told(rollout);
    assertThat(told(rollout)).as("the same again").isEqualTo(printed);
    assertThat(printed.get("id").asText()).isEqualTo("rollout-start/shop/v42/1772712000000");
    assertThat(printed.get("at").asLong()).isEqualTo(1_772_712_000_000L);
    JsonNode maintenance =
        told(arguments("annotate", "maintenance", "--service", "*", "--for", "2h", "--id", "m"));
    assertThat(maintenance.get("until").asLong() - maintenance.get("at").asLong())
        .isEqualTo(2 * 3_600_000L);
    assertThat(CommandOutcome.of(arguments("annotate", "withdraw", "--id", "m")).exitCode())
        .isZero();

    assertThat(changes())
        .extracting(change -> change.id() + " " + change.outcome())
        .containsExactly(
            "rollout-start/shop/v42/1772712000000 ACCEPTED",
            "rollout-start/shop/v42/1772712000000 ACCEPTED",
            "m ACCEPTED",
            "m WITHDRAWN");
  }

  @Test
  void a_replay_takes_annotations_of_then() throws IOException {
    Path events = folder.resolve("events.jsonl");
    assertThat(
            CommandOutcome.of("simulate", "--scenario", "retry-storm", "--out", events.toString())
                .exitCode())
        .isZero();
    long atMillis = JSON.readTree(Files.readAllLines(events).get(0)).get("eventTime").asLong();
    Path annotations = folder.resolve("annotations.jsonl");
    Files.writeString(
        annotations,
        "{\"id\":\"m\",\"type\":\"MAINTENANCE\",\"service\":\"*\",\"at\":%d,\"until\":%d}%n"
                .formatted(atMillis, atMillis + 24 * 3_600_000L)
            + "junk\n");
    Path out = folder.resolve("out");

    CommandOutcome outcome =
        CommandOutcome.of(
            "replay",
            "--events",
            events.toString(),
            "--annotations",
            annotations.toString(),
            "--out",
            out.toString());

    assertThat(outcome.exitCode()).as(outcome.err()).isZero();
    assertThat(texts(out.resolve("alerts.jsonl"), "state")).containsOnly("SUPPRESSED", "RESOLVED");
    assertThat(texts(out.resolve("audit.jsonl"), "verdict")).containsExactly("ACCEPTED", "REFUSED");
    assertThat(texts(out.resolve("slis.jsonl"), "compliant")).containsOnly("");
  }

  private String[] arguments(String... words) {
    return Stream.concat(
            Stream.of(words), Stream.of("--bootstrap-servers", broker.bootstrapServers()))
        .toArray(String[]::new);
  }

  private static JsonNode told(String... arguments) throws IOException {
    CommandOutcome outcome = CommandOutcome.of(arguments);
    assertThat(outcome.exitCode()).as(outcome.err()).isZero();
    assertThat(outcome.out().lines()).hasSize(1);
    return JSON.readTree(outcome.out());
  }

  private List<AnnotationChange> changes() {
    Properties clients = new Properties();
    clients.setProperty("bootstrap.servers", broker.bootstrapServers());
    List<AnnotationChange> changes = new ArrayList<>();
    new TopicReader(clients)
        .read(
            "dephasing.annotations",
            record -> changes.add(AnnotationReader.read(record.key(), record.value(), PLACE)));
    return changes;
  }

  private static List<String> texts(Path file, String field) throws IOException {
    List<String> texts = new ArrayList<>();
    for (String line : Files.readAllLines(file)) {
      texts.add(JSON.readTree(line).path(field).asText());
    }
    return texts;
  }
}
