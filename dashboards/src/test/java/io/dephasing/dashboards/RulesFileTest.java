package io.dephasing.dashboards;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.dephasing.repository.CodeBlock;
import io.dephasing.repository.Repository;
import io.dephasing.repository.Tool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class RulesFileTest {
  @Test
  void prometheus_accepts_the_rules() {
    assertThat(
            Tool.PROMTOOL.run(
                RulesFile.FOLDER, 30, "check", "rules", "--lint-fatal", RulesFile.NAME))
        .satisfies(outcome -> assertThat(outcome.exitCode()).as(outcome.output()).isZero());
  }

  @Test
  void the_rules_record_and_alert_as_their_unit_tests_say() {
    assertThat(Tool.PROMTOOL.run(RulesFile.FOLDER, 60, "test", "rules", "dephasing.rules.test.yml"))
        .satisfies(outcome -> assertThat(outcome.exitCode()).as(outcome.output()).isZero());
  }

  static Stream<CodeBlock> examples() {
    return CodeBlock.all("yaml rules");
  }

  @ParameterizedTest
  @MethodSource("examples")
  void prometheus_accepts_the_rules_of_the_documentation(CodeBlock block, @TempDir Path folder)
      throws IOException {
    Path file = Files.writeString(folder.resolve("example.yml"), block.text());

    assertThat(Tool.PROMTOOL.run(folder, 30, "check", "rules", file.toString()))
        .satisfies(outcome -> assertThat(outcome.exitCode()).as(outcome.output()).isZero());
  }

  @Test
  void an_alert_has_a_severity_that_is_routed_and_a_runbook_that_exists() {
    assertThat(RulesFile.alerts())
        .isNotEmpty()
        .allSatisfy(
            (JsonNode alert) -> {
              assertThat(alert.at("/labels/severity").asText()).isIn("page", "ticket");
              Path runbook = Repository.ROOT.resolve(alert.at("/annotations/runbook_url").asText());
              assertThat(runbook).isRegularFile();
              assertThat(Repository.text(runbook).lines().filter(line -> line.startsWith("#")))
                  .containsExactly(
                      "# " + alert.path("alert").asText(),
                      "## What it means",
                      "## Is it real",
                      "## Stop it",
                      "## Cure it");
              assertThat(alert.path("for").asText()).isNotEmpty();
            });
  }
}
