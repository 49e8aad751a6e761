package io.dephasing.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code bin/dephase} itself, from a copy of what the build has made. */
class DoorIT {
  /** In octal, for this JVM may run in plain ASCII itself: a colon, a space and a letter. */
  private static final String INSTALL =
      """
      install=$PWD/$(printf 'a:b \\303\\274')
      mkdir -p "$install/bin" "$install/jobs/cli/target"
      cp "$1/bin/dephase" "$install/bin"
      cp -r "$1/config" "$install"
      cp "$1"/jobs/cli/target/dephasing-cli-*.jar "$install/jobs/cli/target"
      ln -s "$1/jobs/cli/target/lib" "$install/jobs/cli/target/lib"
      touch "$install/jobs/cli/target/.built"
      file=$(printf 'c:d \\303\\274.jsonl')
      """;

  @TempDir Path folder = Path.of("");
  private Path out = Path.of("");
  private Path err = Path.of("");

  @BeforeEach
  void name_the_files() {
    out = folder.resolve("out");
    err = folder.resolve("err");
  }

  @Test
  void it_may_lie_at_and_be_given_any_path_whatever_the_locale() throws Exception {
    int exitCode =
        run("\"$install/bin/dephase\" simulate --minutes 1 --out \"$file\" && test -s \"$file\"");

    assertThat(err).isEmptyFile();
    assertThat(exitCode).isZero();
    assertThat(out).content().contains(" events");
  }

  @Test
  void what_is_wrong_has_its_exit_code_there_too() throws Exception {
    assertThat(run("\"$install/bin/dephase\" simulate --minutes no")).isEqualTo(2);
    assertThat(err).content().startsWith("dephase simulate: ").hasLineCount(1);
  }

  private int run(String commands) throws IOException, InterruptedException {
    ProcessBuilder bash =
        new ProcessBuilder(
                "bash", "-euc", INSTALL + commands, "-", Path.of("../..").toRealPath().toString())
            .directory(folder.toFile())
            .redirectOutput(out.toFile())
            .redirectError(err.toFile());
    bash.environment().remove("LC_ALL");
    bash.environment().remove("LC_CTYPE");
    bash.environment().put("LANG", "C");
    bash.environment().put("XDG_CACHE_HOME", folder.toString());
    bash.environment().put("JAVA_HOME", System.getProperty("java.home"));
    return bash.start().waitFor();
  }
}
