package io.dephasing.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class OtherBuildTest {
  @TempDir Path checkout = Path.of("");
  private Path target = Path.of("");

  @BeforeEach
  void create_its_target() throws IOException {
    checkout = checkout.toRealPath();
    target = Files.createDirectories(checkout.resolve("benchmarks/target"));
  }

  @Test
  void its_own_classes_come_before_its_libraries() throws IOException {
    Files.writeString(target.resolve("classpath"), "/some/a.jar:/some/b.jar\n");
    Path jar = Files.createFile(target.resolve("dephasing-benchmarks-0.1.0.jar"));

    assertThat(OtherBuild.classPath(checkout))
        .isEqualTo(jar + File.pathSeparator + "/some/a.jar:/some/b.jar");
  }

  @Test
  void what_is_built_in_part_is_not_built() throws IOException {
    assertThatThrownBy(() -> OtherBuild.classPath(checkout))
        .isInstanceOf(NoSuchFileException.class);
    Files.writeString(target.resolve("classpath"), "/some/a.jar");
    assertThatThrownBy(() -> OtherBuild.classPath(checkout))
        .isInstanceOf(NoSuchFileException.class);
  }
}
