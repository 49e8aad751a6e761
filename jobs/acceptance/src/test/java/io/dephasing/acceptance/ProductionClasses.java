package io.dephasing.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;

/** What ships: no tests, and nothing of other projects. */
final class ProductionClasses {
  private static final JavaClasses ALL =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .withImportOption(
              location -> !location.contains("/test-classes/") && !location.contains("-tests.jar"))
          .importPackages("io.dephasing");

  private ProductionClasses() {}

  /** All classes; fails where a module is missing. */
  static JavaClasses read() {
    assertThat(ALL.contain("io.dephasing.core.group.GroupWatch")).isTrue();
    assertThat(ALL.contain("io.dephasing.topology.DetectionJob")).isTrue();
    assertThat(ALL.contain("io.dephasing.formats.event.EventDecoder")).isTrue();
    assertThat(ALL.contain("io.dephasing.export.ExportJob")).isTrue();
    assertThat(ALL.contain("io.dephasing.broker.EmbeddedBroker")).isTrue();
    assertThat(ALL.contain("io.dephasing.simulation.Scenarios")).isTrue();
    return ALL;
  }
}
