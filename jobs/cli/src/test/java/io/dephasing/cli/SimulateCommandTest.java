package io.dephasing.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.dephasing.core.simulation.Scenarios;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SimulateCommandTest {
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

  private Path simulate(String name, String... arguments) {
    Path file = folder.resolve(name);
    String[] all = new String[arguments.length + 3];
    all[0] = "simulate";
    all[1] = "--out";
    all[2] = file.toString();
    System.arraycopy(arguments, 0, all, 3, arguments.length);
    assertThat(Outcome.of(all).exitCode()).isZero();
    return file;
  }
}
