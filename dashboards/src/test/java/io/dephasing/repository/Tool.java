package io.dephasing.repository;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A program of the machine, from the path. */
public enum Tool {
  PROMTOOL,
  AMTOOL,
  NPM,
  NODE,
  BASH,
  DOCKER;

  /**
   * What a program said and how it ended.
   *
   * @param exitCode 0 where all is well
   * @param output both of its streams
   */
  public record Outcome(int exitCode, String output) {}

  /** Runs it in a folder and waits for its end. */
  public Outcome run(Path folder, long seconds, String... arguments) {
    List<String> command = Stream.concat(Stream.of(path()), Arrays.stream(arguments)).toList();
    try {
      Path log = Files.createTempFile("dephasing-tool", ".log");
      Process process =
          new ProcessBuilder(command)
              .directory(folder.toFile())
              .redirectErrorStream(true)
              .redirectOutput(log.toFile())
              .start();
      if (!process.waitFor(seconds, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new AssertionError(command + " did not end within " + seconds + " s");
      }
      String output = Files.readString(log, StandardCharsets.UTF_8);
      Files.delete(log);
      return new Outcome(process.exitValue(), output);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  private String path() {
    String program = name().toLowerCase(Locale.ROOT);
    return Arrays.stream(System.getenv("PATH").split(":"))
        .map(folder -> Path.of(folder, program))
        .filter(Files::isExecutable)
        .findFirst()
        .map(Path::toString)
        .orElseThrow(
            () -> new AssertionError(program + " is missing: install it or run bin/check"));
  }
}
