package io.dephasing.dashboards;

import static org.assertj.core.api.Assertions.assertThat;

import io.dephasing.repository.Repository;
import io.dephasing.repository.Tool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against the schema that {@code tools/dashboard-schema} derives from Grafana's own types. */
final class DashboardSchemaTest {
  private static final Path FOLDER = Repository.ROOT.resolve("tools/dashboard-schema");

  /** Asks the npm registry, once for each working copy. */
  @BeforeAll
  static void install() {
    if (!Files.exists(FOLDER.resolve("node_modules/.package-lock.json"))) {
      Tool.Outcome outcome = Tool.NPM.run(FOLDER, 300, "ci");
      assertThat(outcome.exitCode()).as(outcome.output()).isZero();
    }
  }

  @Test
  void each_dashboard_has_what_grafana_knows_and_nothing_else() {
    String[] files =
        Arrays.stream(DashboardFiles.values())
            .map(file -> Repository.ROOT.resolve(file.path()).toString())
            .toArray(String[]::new);

    Tool.Outcome outcome = check(files);

    assertThat(outcome.exitCode()).as(outcome.output()).isZero();
    assertThat(outcome.output().lines()).hasSize(files.length);
  }

  @Test
  void an_option_that_grafana_does_not_know_is_found(@TempDir Path folder) throws IOException {
    String misspelled =
        DashboardFiles.ON_CALL
            .text()
            .replaceFirst("\"spanNulls\"", "\"spanNull\"")
            .replaceFirst("\"graphTooltip\"", "\"graphToolTip\"");
    Path file = Files.writeString(folder.resolve("misspelled.json"), misspelled);

    Tool.Outcome outcome = check(file.toString());

    assertThat(outcome.exitCode()).isEqualTo(1);
    assertThat(outcome.output()).contains("spanNull:", "graphToolTip:", "2 errors");
  }

  private static Tool.Outcome check(String... files) {
    return Tool.NODE.run(
        FOLDER,
        120,
        Stream.concat(Stream.of("check.mjs"), Arrays.stream(files)).toArray(String[]::new));
  }
}
