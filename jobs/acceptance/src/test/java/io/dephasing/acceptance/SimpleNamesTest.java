package io.dephasing.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import io.dephasing.repository.Repository;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** One simple name stands for one class, in all modules, their tests and what is generated. */
final class SimpleNamesTest {
  private static final String SCHEMAS = "io.dephasing.schemas";

  @Test
  void no_two_classes_have_one_simple_name() {
    List<String> written =
        Repository.files(".java").stream()
            .map(Path::getFileName)
            .map(file -> file.toString().replace(".java", ""))
            .filter(name -> !name.equals("package-info"))
            .toList();
    List<String> generated =
        new ClassFileImporter()
            .importPackages(SCHEMAS).stream()
                .filter(JavaClass::isTopLevelClass)
                .map(JavaClass::getSimpleName)
                .filter(name -> !name.equals("package-info"))
                .toList();
    assertThat(written).contains("GroupWatch", "SimpleNamesTest");
    assertThat(generated).contains("JobStart", "Alert");

    assertThat(repeated(Stream.concat(written.stream(), generated.stream()))).isEmpty();
  }

  private static Map<String, Long> repeated(Stream<String> names) {
    Map<String, Long> counts =
        names.collect(Collectors.groupingBy(name -> name, TreeMap::new, Collectors.counting()));
    counts.values().removeIf(count -> count == 1);
    return counts;
  }
}
