package io.dephasing.broker;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TemporaryFolderTest {
  @TempDir Path parent = Path.of("");

  @Test
  void it_goes_with_what_is_in_it_when_it_is_closed() throws IOException {
    try (TemporaryFolder folder = TemporaryFolder.create(parent, "test")) {
      Files.createDirectory(folder.path().resolve("sub"));
      Files.writeString(folder.path().resolve("sub/file"), "text");
    }

    assertThat(entries()).isEmpty();
  }

  @Test
  void two_of_one_process_stand_side_by_side() throws IOException {
    try (TemporaryFolder first = TemporaryFolder.create(parent, "test");
        TemporaryFolder second = TemporaryFolder.create(parent, "test")) {
      assertThat(first.path()).isNotEqualTo(second.path()).isEmptyDirectory();
      assertThat(second.path()).isEmptyDirectory();
    }
  }

  @Test
  void a_folder_of_a_living_process_is_let_alone_and_goes_when_that_was_killed() throws Exception {
    Process other = holder();
    Path held = Path.of(firstLine(other));
    Files.writeString(held.resolve("file"), "text");
    try (TemporaryFolder folder = TemporaryFolder.create(parent, "test")) {
      assertThat(folder.path()).isNotEqualTo(held);
      assertThat(held.resolve("file")).exists();
    }

    other.destroyForcibly().waitFor();
    assertThat(held.resolve("file")).exists();
    try (TemporaryFolder folder = TemporaryFolder.create(parent, "test")) {
      assertThat(held).doesNotExist();
      assertThat(folder.path()).isEmptyDirectory();
      assertThat(entries()).hasSize(2);
    }
  }

  @Test
  void what_only_looks_alike_is_let_alone() throws IOException {
    Path folder = Files.createDirectory(parent.resolve("dephasing-test-1"));
    Path link = Files.createSymbolicLink(parent.resolve("dephasing-test-2.lock"), folder);
    try (TemporaryFolder own = TemporaryFolder.create(parent, "test")) {
      assertThat(own.path()).isEmptyDirectory();
      assertThat(folder).exists();
      assertThat(link).isSymbolicLink();
    }
  }

  private Process holder() throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:TieredStopAtLevel=1",
            "-cp",
            System.getProperty("java.class.path"),
            Holder.class.getName(),
            parent.toString())
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }

  private static String firstLine(Process process) throws IOException {
    try (BufferedReader out = process.inputReader()) {
      return out.readLine();
    }
  }

  private List<Path> entries() throws IOException {
    try (Stream<Path> all = Files.list(parent)) {
      return all.toList();
    }
  }

  /** Another process that has one until it is killed. */
  static final class Holder {
    private Holder() {}

    public static void main(String[] arguments) throws IOException {
      TemporaryFolder folder = TemporaryFolder.create(Path.of(arguments[0]), "test");
      System.out.println(folder.path());
      System.in.read();
    }
  }
}
