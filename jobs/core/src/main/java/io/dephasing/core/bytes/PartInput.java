package io.dephasing.core.bytes;

import java.io.DataInput;
import java.io.EOFException;
import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * Reads what {@link PartOutput} wrote, part by part. Who reads a part sees its bytes and no others,
 * and has to read all of them: where another build wrote them otherwise, that is an error here and
 * not a wrong number somewhere else.
 */
public final class PartInput implements DataInput {
  /** No more is made room for at once: a length is only a claim until its bytes are there. */
  private static final int MOST_AT_ONCE = 1 << 16;

  private static final int INITIAL_BYTES = 2_048;
  private static final int MOST_KEPT_BYTES = 1 << 18;
  private static final VarHandle SHORT = handle(short[].class);
  private static final VarHandle INT = handle(int[].class);
  private static final VarHandle LONG = handle(long[].class);

  /** Room that is used again, as that of {@link PartOutput}. */
  private static final ThreadLocal<PartInput> ROOM = ThreadLocal.withInitial(PartInput::new);

  private byte[] bytes = new byte[INITIAL_BYTES];
  private int position;
  private int end;
  private boolean isFree = true;

  private PartInput() {}

  private static VarHandle handle(Class<?> arrayType) {
    return MethodHandles.byteArrayViewVarHandle(arrayType, ByteOrder.BIG_ENDIAN);
  }

  /** Reads the parts that it knows. */
  @FunctionalInterface
  public interface Reader {
    /**
     * Reads a part to its end.
     *
     * @return whether there is such a part; where there is none, nothing was read
     */
    boolean read(int id, DataInput part) throws IOException;
  }

  /**
   * Reads all parts of a value. One that is not there is not asked for. One that the reader does
   * not know is skipped: a newer build wrote it.
   *
   * @param what is read, for the messages
   * @throws IOException where a part is longer or shorter than what is read of it
   */
  public static void read(DataInput in, String what, Reader reader) throws IOException {
    if (in instanceof PartInput outer) {
      outer.readNested(what, reader);
      return;
    }
    PartInput room = ROOM.get();
    // Taken where a part itself reads from something else in between.
    PartInput parts = room.isFree ? room : new PartInput();
    parts.isFree = false;
    try {
      for (int id = Varints.readInt(in); id != 0; id = Varints.readInt(in)) {
        parts.fill(in, Varints.readInt(in));
        parts.readPart(id, what, reader);
      }
    } finally {
      parts.clear();
    }
  }

  private void clear() {
    isFree = true;
    if (bytes.length > MOST_KEPT_BYTES) {
      bytes = new byte[INITIAL_BYTES];
    }
  }

  private void readNested(String what, Reader reader) throws IOException {
    int outerEnd = end;
    for (int id = Varints.readInt(this); id != 0; id = Varints.readInt(this)) {
      int length = Varints.readInt(this);
      need(length);
      end = position + length;
      readPart(id, what, reader);
      end = outerEnd;
    }
  }

  private void readPart(int id, String what, Reader reader) throws IOException {
    try {
      if (!reader.read(id, this)) {
        position = end;
      }
    } catch (EOFException e) {
      throw new IOException("part %d of a %s ends too early".formatted(id, what), e);
    }
    if (position != end) {
      throw new IOException(
          "part %d of a %s has %d bytes too many".formatted(id, what, end - position));
    }
  }

  private void fill(DataInput in, int length) throws IOException {
    position = 0;
    end = 0;
    while (end < length) {
      int more = Math.min(length - end, MOST_AT_ONCE);
      if (bytes.length - end < more) {
        bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, end + more));
      }
      in.readFully(bytes, end, more);
      end += more;
    }
  }

  private void need(int length) throws EOFException {
    if (end - position < length) {
      throw new EOFException("%d bytes where %d are left".formatted(length, end - position));
    }
  }

  @Override
  public void readFully(byte[] to) throws IOException {
    readFully(to, 0, to.length);
  }

  @Override
  public void readFully(byte[] to, int offset, int length) throws IOException {
    need(length);
    System.arraycopy(bytes, position, to, offset, length);
    position += length;
  }

  @Override
  public int skipBytes(int count) {
    int skipped = Math.max(0, Math.min(count, end - position));
    position += skipped;
    return skipped;
  }

  @Override
  public boolean readBoolean() throws IOException {
    return readByte() != 0;
  }

  @Override
  public byte readByte() throws IOException {
    need(1);
    return bytes[position++];
  }

  @Override
  public int readUnsignedByte() throws IOException {
    return readByte() & 0xFF;
  }

  @Override
  public short readShort() throws IOException {
    need(Short.BYTES);
    short value = (short) SHORT.get(bytes, position);
    position += Short.BYTES;
    return value;
  }

  @Override
  public int readUnsignedShort() throws IOException {
    return readShort() & 0xFFFF;
  }

  @Override
  public char readChar() throws IOException {
    return (char) readShort();
  }

  @Override
  public int readInt() throws IOException {
    need(Integer.BYTES);
    int value = (int) INT.get(bytes, position);
    position += Integer.BYTES;
    return value;
  }

  @Override
  public long readLong() throws IOException {
    need(Long.BYTES);
    long value = (long) LONG.get(bytes, position);
    position += Long.BYTES;
    return value;
  }

  @Override
  public float readFloat() throws IOException {
    return Float.intBitsToFloat(readInt());
  }

  @Override
  public double readDouble() throws IOException {
    return Double.longBitsToDouble(readLong());
  }

  @Override
  public String readLine() {
    throw new UnsupportedOperationException("parts have no lines");
  }

  @Override
  public String readUTF() throws IOException {
    return TextBytes.read(this);
  }
}
