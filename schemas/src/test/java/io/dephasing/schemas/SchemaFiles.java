package io.dephasing.schemas;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.avro.Schema;

/** The schema files of this module: the current ones and those of each release. */
final class SchemaFiles {
  static final Path CURRENT = Path.of("src/main/avro");
  private static final Path RELEASED = Path.of("src/main/resources/released");
  private static final Set<String> SHARED = Set.of("Annotation", "Group", "Outcome", "Phase");

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

  /** What several current schemas share. */
  static List<Path> shared() {
    return current().stream().filter(file -> SHARED.contains(name(file))).toList();
  }

  /** The schemas of topics: each becomes a released file. */
  static List<Path> topics() {
    return current().stream()
        .filter(file -> name(file).equals("Annotation") || !SHARED.contains(name(file)))
        .toList();
  }

  /** The name that the file has, and the type in it. */
  static String name(Path file) {
    return file.getFileName().toString().replace(".avsc", "");
  }

  /** A released file stands alone; a current one may name what is shared. */
  static Schema read(Path file) {
    try {
      return parse(file, Files.readString(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The same of another text of that file. */
  static Schema parse(Path file, String text) throws IOException {
    Schema.Parser parser = new Schema.Parser();
    if (file.startsWith(CURRENT)) {
      for (Path shared : shared()) {
        if (!shared.equals(file)) {
          var unused = parser.parse(Files.readString(shared));
        }
      }
    }
    return parser.parse(text);
  }
}
