package io.dephasing.cli.simulate;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.dephasing.cli.CommandOutcome;
import io.dephasing.core.annotation.AnnotationChange.Place;
import io.dephasing.formats.annotation.AnnotationReader;
import io.dephasing.formats.policy.PolicyYaml;
import io.dephasing.simulation.Scenarios;
import io.dephasing.topology.JobSettings;
import io.dephasing.topology.OptionsLoader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SimulateCommandTest {
  private static final Place PLACE = new Place("annotations", 0, 0, 0);

  @TempDir Path folder = Path.of("");

  @Test
  void the_same_seed_gives_the_same_file() throws IOException {
    Path first = simulate("first.jsonl", "--minutes", "2", "--seed", "7");
    Path second = simulate("second.jsonl", "--minutes", "2", "--seed", "7");
    Path other = simulate("other.jsonl", "--minutes", "2", "--seed", "8");

    assertThat(first).hasSameTextualContentAs(second);
    assertThat(Files.mismatch(first, other)).isNotNegative();
  }

  @Test
  void a_scenario_has_a_line_for_each_event() throws IOException {
    Path file = simulate("storm.jsonl", "--scenario", Scenarios.RETRY_STORM.id());

    int events = Scenarios.RETRY_STORM.play(Scenarios.DEFAULT_SEED).events().size();
    assertThat(Files.readAllLines(file))
        .hasSize(events)
        .allMatch(line -> line.startsWith("{\"type\":\""));
  }

  @Test
  void a_name_that_ends_in_gz_is_compressed() throws IOException {
    Path plain = simulate("plain.jsonl", "--minutes", "1");
    Path compressed = simulate("compressed.jsonl.gz", "--minutes", "1");

    try (InputStream in = new GZIPInputStream(Files.newInputStream(compressed))) {
      assertThat(in).hasSameContentAs(Files.newInputStream(plain));
    }
  }

  @Test
  void what_people_told_stands_beside_the_events_as_replay_reads_it() throws Exception {
    Path events = folder.resolve("masked.jsonl.gz");
    CommandOutcome outcome = outcome(events, "--scenario", Scenarios.MASKED_FAILURES.id());

    Path told = folder.resolve("masked.annotations.jsonl");
    assertThat(Files.readAllLines(told))
        .map(line -> AnnotationReader.read(null, line.getBytes(UTF_8), PLACE).annotation())
        .isEqualTo(Scenarios.MASKED_FAILURES.play(Scenarios.DEFAULT_SEED).setting().annotations());
    assertThat(files()).containsExactly("masked.annotations.jsonl", "masked.jsonl.gz");
    assertThat(outcome.out().lines())
        .hasSize(3)
        .contains(
            told + ": 1 annotations",
            "bin/dephase replay --events %s --annotations %s --out out".formatted(events, told));
  }

  @Test
  void limits_stand_beside_the_events_as_configuration() throws Exception {
    Path events = folder.resolve("peak.jsonl");
    CommandOutcome outcome = outcome(events, "--scenario", Scenarios.PEAK_OVER_LIMIT.id());

    Path config = folder.resolve("peak.config.yaml");
    assertThat(Files.readString(config))
        .isEqualTo("default-policy:\n  limits:\n    rate_peak_per_second: 20\n");
    JobSettings settings = new OptionsLoader().load(config);
    assertThat(PolicyYaml.defaultPolicy(settings.defaultPolicy()).limits())
        .isEqualTo(Scenarios.PEAK_OVER_LIMIT.play(Scenarios.DEFAULT_SEED).setting().limits());
    assertThat(files()).containsExactly("peak.config.yaml", "peak.jsonl");
    assertThat(outcome.out().lines())
        .hasSize(3)
        .contains(
            config + ": 1 limits",
            "bin/dephase replay --events %s --config %s --out out".formatted(events, config));
  }

  @Test
  void a_scenario_that_needs_events_alone_has_one_file() throws IOException {
    CommandOutcome outcome = outcome(folder.resolve("alone"), "--scenario", Scenarios.HOT_KEY.id());

    assertThat(files()).containsExactly("alone");
    assertThat(outcome.out().lines()).hasSize(1);
  }

  @Test
  void a_name_with_a_space_is_quoted_in_the_command() {
    Path events = folder.resolve("over the limit.jsonl");
    CommandOutcome outcome = outcome(events, "--scenario", Scenarios.PEAK_OVER_LIMIT.id());

    assertThat(outcome.out()).contains("--events '" + events + "' --config '");
  }

  @Test
  void a_file_that_cannot_stand_beside_the_events_is_named_and_nothing_is_written()
      throws IOException {
    Path config = Files.createDirectory(folder.resolve("peak.config.yaml"));
    Path events = folder.resolve("peak.jsonl");
    CommandOutcome outcome =
        CommandOutcome.of(
            "simulate", "--out", events.toString(), "--scenario", Scenarios.PEAK_OVER_LIMIT.id());

    assertThat(outcome.exitCode()).isEqualTo(2);
    assertThat(outcome.err()).contains(config + ", which belongs to --out: is a directory");
    assertThat(files()).containsExactly("peak.config.yaml");
  }

  private List<String> files() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(each -> String.valueOf(each.getFileName())).sorted().toList();
    }
  }

  private Path simulate(String name, String... arguments) {
    Path file = folder.resolve(name);
    outcome(file, arguments);
    return file;
  }

  private static CommandOutcome outcome(Path file, String... arguments) {
    String[] all = new String[arguments.length + 3];
    all[0] = "simulate";
    all[1] = "--out";
    all[2] = file.toString();
    System.arraycopy(arguments, 0, all, 3, arguments.length);
    CommandOutcome outcome = CommandOutcome.of(all);
    assertThat(outcome.exitCode()).isZero();
    return outcome;
  }
}
