package io.dephasing.cli.replay;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dephasing.cli.failure.InvalidInputException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EventLinesTest {
  @TempDir Path folder = Path.of("");

  @Test
  void lines_come_unchanged_whatever_they_hold() throws Exception {
    assertThat(lines("a\n\n b\r\n\u00e4".getBytes(UTF_8)))
        .containsExactly("a", "", " b\r", "\u00e4");
  }

  @Test
  void the_last_line_needs_no_end() throws Exception {
    assertThat(lines("a\nb\n".getBytes(UTF_8))).containsExactly("a", "b");
    assertThat(lines(new byte[0])).isEmpty();
  }

  @Test
  void a_line_may_be_longer_than_what_is_read_at_once() throws Exception {
    String line = "x".repeat(3 << 20);

    assertThat(lines((line + "\nb").getBytes(UTF_8))).containsExactly(line, "b");
  }

  @Test
  void a_line_that_no_broker_takes_is_refused_with_its_number() {
    byte[] text = ("a\n" + "x".repeat(EventLines.MOST_BYTES + 1)).getBytes(UTF_8);

    assertThatThrownBy(() -> lines(text))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining(":2: line is longer");
  }

  @Test
  void a_compressed_file_is_known_by_its_first_bytes() throws Exception {
    Path file = folder.resolve("plain-name");
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
      out.write("a\nb".getBytes(UTF_8));
    }

    assertThat(lines(file)).containsExactly("a", "b");
  }

  @Test
  void a_byte_order_mark_is_skipped_at_the_beginning_alone() throws Exception {
    assertThat(lines("\ufeffa\n\ufeffb".getBytes(UTF_8))).containsExactly("a", "\ufeffb");
  }

  @Test
  void a_share_ends_at_one() throws Exception {
    try (EventLines lines = EventLines.open(Files.writeString(folder.resolve("short"), "a\nb"))) {
      while (lines.next() != null) {
        assertThat(lines.share()).hasValue(1.0);
      }
    }
  }

  @Test
  void a_pipe_is_read_to_its_end_and_has_no_share() throws Exception {
    Path pipe = pipe("printf 'a\\nb'");
    try (EventLines lines = EventLines.open(pipe)) {
      assertThat(lines.next()).isEqualTo("a".getBytes(UTF_8));
      assertThat(lines.share()).isEmpty();
      assertThat(lines.next()).isEqualTo("b".getBytes(UTF_8));
      assertThat(lines.next()).isNull();
    }
  }

  @Test
  void all_members_of_gzip_come_through_a_pipe() throws Exception {
    // The second is written when the first was taken: the pipe is empty in between.
    Path pipe = pipe("printf 'a\\n' | gzip; read -r go < \"$0.go\"; printf 'b\\n' | gzip");
    Path go = fifo(pipe.resolveSibling("pipe.go"));
    try (EventLines lines = EventLines.open(pipe)) {
      assertThat(lines.next()).isEqualTo("a".getBytes(UTF_8));
      Files.writeString(go, "go\n");
      assertThat(lines.next()).isEqualTo("b".getBytes(UTF_8));
      assertThat(lines.next()).isNull();
    }
  }

  /** A named pipe into which a shell writes. */
  private Path pipe(String commands) throws IOException, InterruptedException {
    Path pipe = fifo(folder.resolve("pipe"));
    new ProcessBuilder("sh", "-c", "{ " + commands + "; } > \"$0\"", pipe.toString()).start();
    return pipe;
  }

  private static Path fifo(Path path) throws IOException, InterruptedException {
    assertThat(new ProcessBuilder("mkfifo", path.toString()).start().waitFor()).isZero();
    return path;
  }

  private List<String> lines(byte[] content) throws InvalidInputException, IOException {
    return lines(Files.write(folder.resolve("file"), content));
  }

  private static List<String> lines(Path file) throws InvalidInputException, IOException {
    List<String> all = new ArrayList<>();
    try (EventLines lines = EventLines.open(file)) {
      for (byte[] line = lines.next(); line != null; line = lines.next()) {
        all.add(new String(line, UTF_8));
      }
    }
    return all;
  }
}
