package io.dephasing.core.bytes;

import java.io.DataOutput;
import java.io.IOException;
import java.io.UTFDataFormatException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * Writes values that are made of parts: of each its id, its length and its bytes; behind the last a
 * 0. A part may hold such values itself. A length is known only when its part has ended: all is
 * gathered in memory, and a part is moved where its length needs more than the one byte that was
 * left for it.
 *
 * <p>Not a {@link java.io.DataOutputStream} on a {@link java.io.ByteArrayOutputStream}, which takes
 * a lock for each byte: slices are written all the time, mostly byte by byte.
 */
public final class PartOutput implements DataOutput {
  private static final int INITIAL_BYTES = 4_096;
  private static final int MOST_KEPT_BYTES = 1 << 18;
  private static final int VARINT_BITS = 7;
  private static final VarHandle SHORT = handle(short[].class);
  private static final VarHandle INT = handle(int[].class);
  private static final VarHandle LONG = handle(long[].class);

  /** Room that is used again: with a fresh one, a slice takes a seventh longer to write. */
  private static final ThreadLocal<PartOutput> ROOM = ThreadLocal.withInitial(PartOutput::new);

  private byte[] bytes = new byte[INITIAL_BYTES];
  private int size;

  private PartOutput() {}

  private static VarHandle handle(Class<?> arrayType) {
    return MethodHandles.byteArrayViewVarHandle(arrayType, ByteOrder.BIG_ENDIAN);
  }

  /** Writes the parts of one value. */
  @FunctionalInterface
  public interface Writer {
    /** Writes each part between a {@link PartOutput#begin} and its {@link PartOutput#end}. */
    void write(PartOutput parts) throws IOException;
  }

  /** Writes what {@link PartInput#read} reads. */
  public static void write(DataOutput out, Writer writer) throws IOException {
    if (out instanceof PartOutput within) {
      writer.write(within);
      within.writeByte(0);
      return;
    }
    PartOutput room = ROOM.get();
    // Taken where a part itself writes to something else in between.
    PartOutput parts = room.size == 0 ? room : new PartOutput();
    try {
      writer.write(parts);
      parts.writeByte(0);
      out.write(parts.bytes, 0, parts.size);
    } finally {
      parts.clear();
    }
  }

  private void clear() {
    size = 0;
    if (bytes.length > MOST_KEPT_BYTES) {
      bytes = new byte[INITIAL_BYTES];
    }
  }

  /**
   * Begins a part.
   *
   * @param id above 0
   * @return what {@link #end} wants to know
   */
  public int begin(int id) throws IOException {
    Varints.write(this, id);
    writeByte(0);
    return size;
  }

  /** Ends the part that began there. */
  public void end(int begun) {
    int length = size - begun;
    int more = lengthBytes(length) - 1;
    if (more > 0) {
      ensure(more);
      System.arraycopy(bytes, begun, bytes, begun + more, length);
      size += more;
    }
    int at = begun - 1;
    int rest = length;
    while (rest > Byte.MAX_VALUE) {
      bytes[at++] = (byte) (rest | 0x80);
      rest >>>= VARINT_BITS;
    }
    bytes[at] = (byte) rest;
  }

  private static int lengthBytes(int length) {
    int bits = Integer.SIZE - Integer.numberOfLeadingZeros(length | 1);
    return (bits + VARINT_BITS - 1) / VARINT_BITS;
  }

  private void ensure(int more) {
    if (bytes.length - size < more) {
      bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, Math.addExact(size, more)));
    }
  }

  @Override
  public void write(int value) {
    ensure(1);
    bytes[size++] = (byte) value;
  }

  @Override
  public void write(byte[] from) {
    write(from, 0, from.length);
  }

  @Override
  public void write(byte[] from, int offset, int length) {
    ensure(length);
    System.arraycopy(from, offset, bytes, size, length);
    size += length;
  }

  @Override
  public void writeBoolean(boolean value) {
    write(value ? 1 : 0);
  }

  @Override
  public void writeByte(int value) {
    write(value);
  }

  @Override
  public void writeShort(int value) {
    ensure(Short.BYTES);
    SHORT.set(bytes, size, (short) value);
    size += Short.BYTES;
  }

  @Override
  public void writeChar(int value) {
    writeShort(value);
  }

  @Override
  public void writeInt(int value) {
    ensure(Integer.BYTES);
    INT.set(bytes, size, value);
    size += Integer.BYTES;
  }

  @Override
  public void writeLong(long value) {
    ensure(Long.BYTES);
    LONG.set(bytes, size, value);
    size += Long.BYTES;
  }

  @Override
  public void writeFloat(float value) {
    writeInt(Float.floatToIntBits(value));
  }

  @Override
  public void writeDouble(double value) {
    writeLong(Double.doubleToLongBits(value));
  }

  @Override
  public void writeBytes(String text) {
    for (int i = 0; i < text.length(); i++) {
      write(text.charAt(i));
    }
  }

  @Override
  public void writeChars(String text) {
    for (int i = 0; i < text.length(); i++) {
      writeChar(text.charAt(i));
    }
  }

  @Override
  public void writeUTF(String text) throws IOException {
    int begun = size;
    writeShort(0);
    for (int i = 0; i < text.length(); i++) {
      writeModified(text.charAt(i));
    }
    int length = size - begun - Short.BYTES;
    if (length > 0xFFFF) {
      throw new UTFDataFormatException("a text of %d bytes is too long".formatted(length));
    }
    SHORT.set(bytes, begun, (short) length);
  }

  /** As {@link DataOutput#writeUTF} spells it. */
  private void writeModified(char c) {
    if (c >= 1 && c <= 0x7F) {
      write(c);
    } else if (c <= 0x7FF) {
      write(0xC0 | (c >> 6));
      write(0x80 | (c & 0x3F));
    } else {
      write(0xE0 | (c >> 12));
      write(0x80 | ((c >> 6) & 0x3F));
      write(0x80 | (c & 0x3F));
    }
  }
}
