package io.dephasing.core.bytes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.UTFDataFormatException;
import java.util.Arrays;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TextBytesTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "pod-17",
        "why?",
        "é",
        "pod-é",
        "池-1",
        "pod-😀",
        "a\u0000b",
        "\u007F\u0080",
        "?",
        "\uD83D"
      })
  void a_text_has_the_bytes_that_java_gives_it(String text) throws IOException {
    assertSame(text);
  }

  @Test
  void any_text_has_the_bytes_that_java_gives_it() throws IOException {
    Random random = new Random(5);
    int[] ranges = {0x80, 0x100, 0x800, 0x10000};
    for (int i = 0; i < 2_000; i++) {
      int range = ranges[i % ranges.length];
      char[] text = new char[random.nextInt(40)];
      for (int j = 0; j < text.length; j++) {
        text[j] = (char) random.nextInt(range);
      }
      assertSame(new String(text));
    }
  }

  @Test
  void the_longest_text_is_that_of_java() throws IOException {
    assertSame("x".repeat(0xFFFF));
    assertThatThrownBy(() -> written("x".repeat(0x10000)))
        .isInstanceOf(UTFDataFormatException.class);
  }

  @Test
  void bytes_that_end_too_early_are_said() throws IOException {
    byte[] whole = written("pod-17");
    for (int length = 0; length < whole.length; length++) {
      byte[] cut = Arrays.copyOf(whole, length);
      assertThatThrownBy(() -> read(cut)).isInstanceOf(EOFException.class);
    }
  }

  @Test
  void what_java_refuses_is_refused() throws IOException {
    Random random = new Random(7);
    int refused = 0;
    for (int i = 0; i < 20_000; i++) {
      byte[] bytes = written("a\u00e9\u6c60b");
      bytes[2 + random.nextInt(bytes.length - 2)] = (byte) random.nextInt(256);
      bytes[2 + random.nextInt(bytes.length - 2)] = (byte) random.nextInt(256);
      Optional<String> javas = javas(bytes);
      if (javas.isPresent()) {
        assertThat(read(bytes)).isEqualTo(javas.get());
      } else {
        refused++;
        assertThatThrownBy(() -> read(bytes)).isInstanceOf(IOException.class);
      }
    }
    assertThat(refused).isBetween(1_000, 19_000);
  }

  private static Optional<String> javas(byte[] bytes) throws IOException {
    try {
      return Optional.of(new DataInputStream(new ByteArrayInputStream(bytes)).readUTF());
    } catch (UTFDataFormatException e) {
      return Optional.empty();
    }
  }

  private static void assertSame(String text) throws IOException {
    ByteArrayOutputStream javas = new ByteArrayOutputStream();
    new DataOutputStream(javas).writeUTF(text);
    assertThat(written(text)).isEqualTo(javas.toByteArray());
    assertThat(read(javas.toByteArray())).isEqualTo(text);
  }

  private static byte[] written(String text) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    TextBytes.write(new DataOutputStream(bytes), text);
    return bytes.toByteArray();
  }

  private static String read(byte[] bytes) throws IOException {
    return TextBytes.read(new DataInputStream(new ByteArrayInputStream(bytes)));
  }
}
