package io.dephasing.acceptance.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.dephasing.repository.Repository;
import io.dephasing.repository.Tool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code bin/check} itself, with a Maven in its place that only leaves the reports of tests. */
final class CheckScriptTest {
  /** Far more lines than a pipe holds: what reads ten of them must not break the pipe. */
  private static final String MAVEN =
      """
      #!/usr/bin/env bash
      mkdir -p jobs/some/target/surefire-reports
      for ((i = 0; i < 20000; i++)); do
        echo "Tests run: 1, Failures: 0, Time elapsed: $i.5 s -- in io.dephasing.Some${i}Test"
      done >jobs/some/target/surefire-reports/all.txt
      exit "${MAVEN_SAYS:-0}"
      """;

  @TempDir Path folder = Path.of("");

  @Test
  void the_longest_tests_are_told_and_change_no_exit_code() throws IOException {
    Tool.Outcome outcome = check("");

    assertThat(outcome.output())
        .contains("19999.5 s  Some19999Test", "19990.5 s")
        .doesNotContain("19989.5 s");
    assertThat(outcome.exitCode()).isZero();
  }

  @Test
  void what_maven_says_is_what_the_check_says() throws IOException {
    assertThat(check("MAVEN_SAYS=1 ").exitCode()).isEqualTo(1);
  }

  private Tool.Outcome check(String setting) throws IOException {
    Path script = folder.resolve("bin/check");
    Files.createDirectories(folder.resolve("bin"));
    Files.copy(Repository.ROOT.resolve("bin/check"), script);
    Path maven = Files.writeString(folder.resolve("mvn"), MAVEN);
    assertThat(maven.toFile().setExecutable(true)).isTrue();
    return Tool.BASH.run(folder, 60, "-c", setting + "PATH=\"$PWD:$PATH\" bin/check --fast 2>&1");
  }
}
