package io.dephasing.acceptance.job;

import java.io.IOException;
import java.nio.file.Path;

/** {@code bin/dephase run} as a process of its own. */
final class RunProcess {
  private RunProcess() {}

  /**
   * Starts it.
   *
   * @param config its configuration
   * @param log where it says what it says
   */
  static Process start(Path config, Path log) throws IOException {
    return new ProcessBuilder(
            ProcessHandle.current().info().command().orElse("java"),
            "-Xmx768m",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-cp",
            System.getProperty("java.class.path"),
            "io.dephasing.cli.Main",
            "run",
            "--config",
            config.toString())
        .redirectErrorStream(true)
        .redirectOutput(log.toFile())
        .start();
  }
}
