package io.dephasing.core.bytes;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * Texts in the bytes of {@link DataOutput#writeUTF}, which goes from character to character. Names
 * of instances are most of what a slice writes, and nearly always ASCII: then the bytes are the
 * text's own.
 */
public final class TextBytes {
  private static final int MAX_BYTES = 0xFFFF;

  private TextBytes() {}

  /**
   * Writes what {@link DataInput#readUTF} reads.
   *
   * @throws IOException where it is longer than 65,535 bytes
   */
  public static void write(DataOutput out, String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
    if (bytes.length <= MAX_BYTES && isAscii(bytes, '?')) {
      out.writeShort(bytes.length);
      out.write(bytes);
    } else {
      out.writeUTF(text);
    }
  }

  /** Reads what {@link DataOutput#writeUTF} wrote. */
  public static String read(DataInput in) throws IOException {
    int length = in.readUnsignedShort();
    byte[] bytes = new byte[length];
    in.readFully(bytes);
    return isAscii(bytes, 0) ? new String(bytes, StandardCharsets.ISO_8859_1) : decoded(bytes);
  }

  /** Whether all bytes are ASCII but 0 and a given one. */
  private static boolean isAscii(byte[] bytes, int other) {
    for (byte each : bytes) {
      // A question mark may stand for what is no Latin letter; 0 takes two bytes.
      if (each <= 0 || each == other) {
        return false;
      }
    }
    return true;
  }

  /** One to three bytes a char, as {@link DataInput} has it: surrogates are two chars of three. */
  private static String decoded(byte[] bytes) throws IOException {
    char[] chars = new char[bytes.length];
    int size = 0;
    for (int at = 0; at < bytes.length; size++) {
      int first = bytes[at] & 0xFF;
      int length = first < 0x80 ? 1 : first >>> 5 == 0b110 ? 2 : first >>> 4 == 0b1110 ? 3 : 0;
      if (length == 0 || at + length > bytes.length) {
        throw malformed(at);
      }
      int value = length == 1 ? first : first & (0x3F >>> (length - 1));
      for (int next = at + 1; next < at + length; next++) {
        if ((bytes[next] & 0xC0) != 0x80) {
          throw malformed(next);
        }
        value = (value << 6) | (bytes[next] & 0x3F);
      }
      chars[size] = (char) value;
      at += length;
    }
    return new String(chars, 0, size);
  }

  private static IOException malformed(int at) {
    return new IOException("a text that is malformed at byte %d".formatted(at));
  }
}
