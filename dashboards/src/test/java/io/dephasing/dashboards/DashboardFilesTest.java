package io.dephasing.dashboards;

import static org.assertj.core.api.Assertions.assertThat;

import io.dephasing.repository.Repository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** With {@code -Ddashboards.update=true} it writes the files; otherwise a stale file fails. */
final class DashboardFilesTest {
  private static final boolean UPDATES = Boolean.getBoolean("dashboards.update");

  @ParameterizedTest
  @EnumSource
  void a_dashboard_is_what_the_generator_makes(DashboardFiles file) throws IOException {
    Path path = Repository.ROOT.resolve(file.path());
    if (UPDATES) {
      Files.createDirectories(path.getParent());
      Files.writeString(path, file.text());
    }
    assertThat(path).as("write it with -Ddashboards.update=true").exists();
    assertThat(Repository.text(path))
        .as("write it with -Ddashboards.update=true")
        .isEqualTo(file.text());
  }
}
