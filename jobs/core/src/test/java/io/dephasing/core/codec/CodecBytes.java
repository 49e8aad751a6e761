package io.dephasing.core.codec;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** The bytes of codecs: those that are kept in {@code state/VERSION/ID.bin}, and those of today. */
public final class CodecBytes {
  private CodecBytes() {}

  /** What a version of a codec once wrote. */
  public static byte[] kept(Codec<?> codec, int version) {
    String file = "/state/%d/%s.bin".formatted(version, codec.id());
    try (InputStream in = CodecBytes.class.getResourceAsStream(file)) {
      assertThat(in).as(file).isNotNull();
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The value that the codec's own version once wrote. */
  public static <T> T read(Codec<T> codec) {
    return read(codec, kept(codec, codec.version()), codec.version());
  }

  /** Reads a value, and leaves no byte. */
  public static <T> T read(Codec<T> codec, byte[] bytes, int version) {
    try {
      DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes));
      T value = codec.read(in, version);
      assertThat(in.available()).as("bytes left").isZero();
      return value;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Writes a value. */
  public static <T> byte[] write(Codec<T> codec, Object value) {
    try {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      codec.write(codec.type().cast(value), new DataOutputStream(bytes));
      return bytes.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
