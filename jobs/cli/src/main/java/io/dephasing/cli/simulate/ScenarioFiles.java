package io.dephasing.cli.simulate;

import io.dephasing.cli.failure.InvalidInputException;
import io.dephasing.core.annotation.ScopedAnnotation;
import io.dephasing.formats.annotation.AnnotationRecords;
import io.dephasing.formats.record.AvroJson;
import io.dephasing.simulation.Setting;
import java.io.IOException;
import java.io.PrintWriter;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What stands beside a scenario's file of events: annotations and the limits of the policy, each in
 * the form in which {@code dephase replay} reads it, and only where the scenario has them.
 */
final class ScenarioFiles {
  private static final List<String> ENDINGS = List.of(".jsonl.gz", ".jsonl");

  private final Path events;
  private final Setting setting;

  ScenarioFiles(Path events, Setting setting) {
    this.events = events;
    this.setting = setting;
  }

  /** Writes those that there are. */
  void write() throws InvalidInputException {
    if (hasAnnotations()) {
      write(annotations(), annotationLines());
    }
    if (hasLimits()) {
      write(config(), configLines());
    }
  }

  /** Says what was written, and how to replay with it; nothing where there is nothing. */
  void describe(PrintWriter terminal) {
    List<String> command = new ArrayList<>(List.of("bin/dephase replay --events", quoted(events)));
    if (hasAnnotations()) {
      terminal.println(
          "%s: %,d annotations".formatted(annotations(), setting.annotations().size()));
      command.addAll(List.of("--annotations", quoted(annotations())));
    }
    if (hasLimits()) {
      terminal.println("%s: %,d limits".formatted(config(), setting.limits().size()));
      command.addAll(List.of("--config", quoted(config())));
    }
    if (hasAnnotations() || hasLimits()) {
      terminal.println(String.join(" ", command) + " --out out");
    }
  }

  private boolean hasAnnotations() {
    return !setting.annotations().isEmpty();
  }

  private boolean hasLimits() {
    return !setting.limits().isEmpty();
  }

  private Path annotations() {
    return beside(".annotations.jsonl");
  }

  private Path config() {
    return beside(".config.yaml");
  }

  private Path beside(String ending) {
    String name = String.valueOf(events.getFileName());
    for (String known : ENDINGS) {
      if (name.endsWith(known)) {
        return events.resolveSibling(name.substring(0, name.length() - known.length()) + ending);
      }
    }
    return events.resolveSibling(name + ending);
  }

  private List<String> annotationLines() {
    List<String> lines = new ArrayList<>();
    for (ScopedAnnotation annotation : setting.annotations()) {
      lines.add(AvroJson.line(AnnotationRecords.record(annotation)));
    }
    return lines;
  }

  private List<String> configLines() {
    List<String> lines = new ArrayList<>(List.of("default-policy:", "  limits:"));
    for (Map.Entry<String, Double> limit : new TreeMap<>(setting.limits()).entrySet()) {
      String value = BigDecimal.valueOf(limit.getValue()).stripTrailingZeros().toPlainString();
      lines.add("    %s: %s".formatted(limit.getKey(), value));
    }
    return lines;
  }

  private static void write(Path file, List<String> lines) throws InvalidInputException {
    if (Files.isDirectory(file)) {
      throw new InvalidInputException("%s, which belongs to --out: is a directory".formatted(file));
    }
    try {
      Path temporary = file.resolveSibling("." + file.getFileName() + ".tmp");
      Files.write(temporary, lines);
      Files.move(
          temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new InvalidInputException(
          "%s, which belongs to --out: cannot be written".formatted(file));
    }
  }

  /** As a shell reads it. */
  private static String quoted(Path path) {
    String text = path.toString();
    return text.matches("[\\w@%+=:,./-]+") ? text : "'" + text.replace("'", "'\\''") + "'";
  }
}
