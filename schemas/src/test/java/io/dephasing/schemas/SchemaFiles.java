package io.dephasing.schemas;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.avro.Schema;

/** The schema files of this module: the current ones and those of each release. */
final class SchemaFiles {
  static final Path CURRENT = Path.of("src/main/avro");
  private static final Path RELEASED = Path.of("src/main/resources/released");

  private SchemaFiles() {}

  static List<Path> in(Path directory) {
    try (Stream<Path> files = Files.list(directory)) {
      return files.filter(file -> file.toString().endsWith(".avsc")).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static List<Path> current() {
    return in(CURRENT);
  }

  static List<Path> releases() {
    try (Stream<Path> directories = Files.list(RELEASED)) {
      return directories.sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Each file stands alone: a parser of its own reads it. */
  static Schema read(Path file) {
    try {
      return new Schema.Parser().parse(Files.readString(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
