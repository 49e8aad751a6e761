package io.dephasing.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.dephasing.repository.Repository;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What newcomers add a line to is held by a test of its own name. */
class CataloguesTest {
  private static final Path JOBS = Repository.ROOT.resolve("jobs");

  /** The javadoc of a type, not of a package, that says so. */
  private static final Pattern CATALOGUE =
      Pattern.compile(
          "/\\*\\*\\s+(\\* )?The catalogue of [^/]*\\*/\\s+public (final )?(enum|class)");

  @Test
  void each_catalogue_has_a_test_of_its_name() {
    Set<String> catalogues =
        names(sources("src/main/java").stream().filter(CataloguesTest::isCatalogue), ".java");
    Set<String> tested = names(sources("src/test/java").stream(), "Test.java");

    assertThat(catalogues)
        .contains("Measure", "SliceLayout", "RuleCatalogue", "EventKind", "WireFormats")
        .contains("Options", "Step", "OperatorCounter", "StreamTypes", "Scenarios", "Codecs");
    assertThat(tested).containsAll(catalogues);
  }

  private static boolean isCatalogue(Path source) {
    try {
      return CATALOGUE.matcher(Files.readString(source)).find();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<Path> sources(String folder) {
    try (Stream<Path> files = Files.walk(JOBS)) {
      return files
          .filter(file -> file.toString().endsWith(".java"))
          .filter(file -> JOBS.relativize(file).toString().contains("/" + folder + "/"))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Set<String> names(Stream<Path> sources, String suffix) {
    return sources
        .map(file -> file.getFileName().toString())
        .filter(name -> name.endsWith(suffix))
        .map(name -> name.substring(0, name.length() - suffix.length()))
        .collect(Collectors.toSet());
  }
}
