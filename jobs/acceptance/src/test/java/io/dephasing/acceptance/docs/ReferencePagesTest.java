package io.dephasing.acceptance.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.dephasing.repository.Repository;
import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** With {@code -Ddocs.update=true} it writes the pages; otherwise a stale page fails. */
final class ReferencePagesTest {
  private static final boolean UPDATES = Boolean.getBoolean("docs.update");

  @ParameterizedTest
  @EnumSource
  void a_reference_page_says_what_the_code_says(ReferencePage page) throws IOException {
    if (UPDATES) {
      Files.createDirectories(page.path().getParent());
      Files.writeString(page.path(), page.text());
    }
    assertThat(page.path()).as("write it with -Ddocs.update=true").exists();
    assertThat(Repository.text(page.path()))
        .as("write it with -Ddocs.update=true")
        .isEqualTo(page.text());
  }
}
