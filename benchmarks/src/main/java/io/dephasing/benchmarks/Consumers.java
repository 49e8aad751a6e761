package io.dephasing.benchmarks;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Starts processes of one build that consume, one after the other.
 *
 * @param classPath of that build
 * @param bootstrapServers Kafka's addresses
 * @param heap of each, as {@code -Xmx} takes it: fixed, so that none spends time on growing it
 * @param jvm further options of each, with spaces between
 */
record Consumers(String classPath, String bootstrapServers, String heap, String jvm) {
  /** What one process took that consumed all events. */
  Measurement run(Variant variant, long events, int parallelism, String group)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xms" + heap, "-Xmx" + heap));
    Arrays.stream(jvm.split(" ", -1)).filter(option -> !option.isEmpty()).forEach(command::add);
    command.addAll(List.of("-cp", classPath));
    command.add(ConsumerProcess.class.getName());
    command.addAll(
        List.of(
            variant.process(),
            bootstrapServers,
            String.valueOf(events),
            String.valueOf(parallelism),
            group));
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    Thread end = new Thread(process::destroyForcibly);
    Runtime.getRuntime().addShutdownHook(end);
    Optional<Measurement> measurement = measurement(process);
    int exit = process.waitFor();
    Runtime.getRuntime().removeShutdownHook(end);
    if (exit != 0) {
      throw new IllegalStateException("%s ended with %d".formatted(variant.label(), exit));
    }
    return measurement.orElseThrow(
        () -> new IllegalStateException(variant.label() + " has measured nothing"));
  }

  private static Optional<Measurement> measurement(Process process) throws IOException {
    Optional<Measurement> last = Optional.empty();
    try (BufferedReader lines = process.inputReader(UTF_8)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        Optional<Measurement> said = Measurement.parse(line);
        last = said.isPresent() ? said : last;
      }
    }
    return last;
  }
}
