package io.dephasing.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class MainTest {
  @TempDir Path folder = Path.of("");

  static Stream<Arguments> whatIsWrong() {
    return Stream.of(
        wrong("a command is missing"),
        wrong("'fly'", "fly"),
        wrong("--wings", "replay", "--events", "pom.xml", "--out", "out", "--wings"),
        wrong("--events=FILE", "replay", "--out", "out"),
        wrong("nowhere.jsonl: no such file", "replay", "--events", "nowhere.jsonl", "--out", "out"),
        wrong("src: is a directory", "replay", "--events", "src", "--out", "out"),
        wrong("1 to 32", "replay", "--events", "pom.xml", "--out", "out", "--parallelism", "0"),
        wrong("'two'", "replay", "--events", "pom.xml", "--out", "o", "--parallelism", "two"),
        wrong("pom.xml", "replay", "--events", "pom.xml", "--out", "pom.xml"),
        wrong("nowhere.yaml: cannot be read", "run", "--config", "nowhere.yaml"),
        wrong("65535", "run", "--web-ui", "70000"),
        wrong("no-such: no such scenario; one of midnight-cron", simulate("--scenario", "no-such")),
        wrong("must be above 0", simulate("--rate", "0")),
        wrong("'x'", simulate("--seed", "x")),
        wrong("--speed: must be 1 to 100", "demo", "--speed", "0"),
        wrong("'soon' is no time", "demo", "--duration", "soon"),
        wrong("--groups: must be 1 to 10000", "demo", "--groups", "0"),
        wrong("a command is missing: rollout-start", "annotate"),
        wrong("--service=S", "annotate", "rollout-start"),
        wrong("--service: must not be blank", "annotate", "rollout-start", "--service", " "),
        wrong("'noon' is no time", annotate("rollout-end", "--at", "noon")),
        wrong("--at: 0 must be ms between", annotate("dephasing-change", "--at", "0")),
        wrong("--kind: 'comet' is none of", annotate("rollout-start", "--kind", "comet")),
        wrong("--version: 257 characters", annotate("rollout-end", "--version", "v".repeat(257))),
        wrong("--until=T", annotate("maintenance")),
        wrong(
            "exclusive", annotate("maintenance", "--until", "2030-01-01T00:00:00Z", "--for", "1h")),
        wrong("--until:", annotate("maintenance", "--until", "2020-01-01T00:00:00Z")),
        wrong("'soon' is no time", annotate("maintenance", "--for", "soon")),
        wrong("--version", annotate("maintenance", "--for", "1h", "--version", "2")),
        wrong("--id", "annotate", "withdraw"),
        wrong("bootstrap", annotate("rollout-start", "--bootstrap-servers", "no port")),
        wrong("nowhere.jsonl: no such file", replay("--annotations", "nowhere.jsonl")),
        wrong("create", "topics"),
        wrong("must be at least 1", "topics", "create", "--partitions", "0"),
        wrong("bootstrap", "topics", "create", "--bootstrap-servers", "no port"));
  }

  static Stream<Arguments> whatIsWrongWithTail() {
    return Stream.of(
        wrong("a command is missing: slis, alerts", "tail"),
        wrong("--max 0: must be at least 1", "tail", "slis", "-n", "0"),
        wrong("'--rule'", "tail", "slis", "--rule", "herd"),
        wrong("no such rule; one of herd", "tail", "alerts", "--rule", "heard"),
        wrong("no such error; one of malformed", "tail", "dead-letters", "--error", "odd"),
        wrong("'LOUD'", "tail", "alerts", "--severity", "LOUD"),
        wrong("bootstrap", "tail", "dead-letters", "--bootstrap-servers", "no port"));
  }

  @ParameterizedTest
  @MethodSource({"whatIsWrong", "whatIsWrongWithTail"})
  void what_is_wrong_is_said_on_one_line(String what, List<String> arguments) {
    CommandOutcome outcome = CommandOutcome.of(arguments.toArray(String[]::new));

    assertThat(outcome.exitCode()).isEqualTo(2);
    assertThat(outcome.err()).startsWith("dephase").contains(what);
    assertThat(outcome.err().lines()).hasSize(1);
    assertThat(outcome.out()).isEmpty();
  }

  @Test
  void a_configuration_that_is_refused_is_named_with_the_key() throws IOException {
    Path config = Files.writeString(folder.resolve("c.yaml"), "time: {idle-timeout: 1 ms}\n");

    CommandOutcome outcome = CommandOutcome.of("run", "--config", config.toString());

    assertThat(outcome.exitCode()).isEqualTo(2);
    assertThat(outcome.err()).contains(config.toString()).contains("time.idle-timeout");
    assertThat(outcome.err().lines()).hasSize(1);
  }

  @Test
  void a_file_that_cannot_be_parsed_is_named_with_the_place() throws IOException {
    Path config = Files.writeString(folder.resolve("c.yaml"), "job: [1,\n");

    CommandOutcome outcome = CommandOutcome.of("run", "--config", config.toString());

    assertThat(outcome.exitCode()).isEqualTo(2);
    assertThat(outcome.err()).contains(config + ":1:");
    assertThat(outcome.err().lines()).hasSize(1);
  }

  @Test
  void every_command_has_help() {
    for (String command : List.of("run", "replay", "simulate", "topics", "annotate", "tail")) {
      CommandOutcome outcome = CommandOutcome.of(command, "--help");

      assertThat(outcome.exitCode()).as(command).isZero();
      assertThat(outcome.out()).as(command).startsWith("Usage: dephase " + command);
    }
  }

  @Test
  void each_annotation_has_help() {
    for (String type :
        List.of("rollout-start", "rollout-end", "dephasing-change", "maintenance", "withdraw")) {
      CommandOutcome outcome = CommandOutcome.of("annotate", type, "--help");

      assertThat(outcome.exitCode()).as(type).isZero();
      assertThat(outcome.out()).as(type).startsWith("Usage: dephase annotate " + type);
    }
  }

  private static Arguments wrong(String what, String... arguments) {
    return Arguments.of(what, List.of(arguments));
  }

  private static String[] annotate(String command, String... arguments) {
    return Stream.concat(Stream.of("annotate", command, "--service", "shop"), Stream.of(arguments))
        .toArray(String[]::new);
  }

  private static String[] replay(String... arguments) {
    return Stream.concat(
            Stream.of("replay", "--events", "pom.xml", "--out", "target/never"),
            Stream.of(arguments))
        .toArray(String[]::new);
  }

  private static String[] simulate(String... arguments) {
    return Stream.concat(Stream.of("simulate", "--out", "target/never.jsonl"), Stream.of(arguments))
        .toArray(String[]::new);
  }
}
