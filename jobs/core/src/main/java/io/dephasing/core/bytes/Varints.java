package io.dephasing.core.bytes;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * Integers in as few bytes as they need: seven bits a byte, least first; counts are mostly one
 * byte.
 */
public final class Varints {
  private static final int MAX_BYTES = 10;

  private Varints() {}

  /** Writes a value that is not negative; negative ones take ten bytes. */
  public static void write(DataOutput out, long value) throws IOException {
    long rest = value;
    while ((rest & ~0x7FL) != 0) {
      out.writeByte((int) ((rest & 0x7F) | 0x80));
      rest >>>= 7;
    }
    out.writeByte((int) rest);
  }

  /**
   * Reads what {@link #write} wrote.
   *
   * @throws IOException where it is longer than a long
   */
  public static long read(DataInput in) throws IOException {
    // By itself, so that it is small enough to become part of whoever reads many.
    int first = in.readByte();
    return first >= 0 ? first : readLonger(in, first);
  }

  private static long readLonger(DataInput in, int first) throws IOException {
    long value = first & 0x7F;
    for (int i = 1; i < MAX_BYTES; i++) {
      int next = in.readByte();
      value |= (long) (next & 0x7F) << (7 * i);
      if (next >= 0) {
        return value;
      }
    }
    throw new IOException("varint is longer than %d bytes".formatted(MAX_BYTES));
  }

  /** Reads a value that must fit an int. */
  public static int readInt(DataInput in) throws IOException {
    long value = read(in);
    if (value < 0 || value > Integer.MAX_VALUE) {
      throw new IOException("varint %d is no count".formatted(value));
    }
    return (int) value;
  }

  /** Writes a signed value: small magnitudes are short. */
  public static void writeSigned(DataOutput out, long value) throws IOException {
    write(out, (value << 1) ^ (value >> 63));
  }

  /** Reads what {@link #writeSigned} wrote. */
  public static long readSigned(DataInput in) throws IOException {
    long value = read(in);
    return (value >>> 1) ^ -(value & 1);
  }

  /** Writes counts that are mostly zero as pairs of gap and count. */
  public static void writeSparse(DataOutput out, int[] counts) throws IOException {
    writeSparse(out, counts, 0);
  }

  /** Writes counts of which so many before the first are zero as well. */
  public static void writeSparse(DataOutput out, int[] counts, int zeros) throws IOException {
    int filled = 0;
    for (int count : counts) {
      filled += count == 0 ? 0 : 1;
    }
    write(out, filled);
    int last = -1 - zeros;
    for (int i = 0; i < counts.length; i++) {
      if (counts[i] != 0) {
        write(out, i - last - 1);
        write(out, counts[i]);
        last = i;
      }
    }
  }

  /**
   * Reads what {@link #writeSparse} wrote into an array of zeros of the same length.
   *
   * @return how many are not zero
   */
  public static int readSparse(DataInput in, int[] counts) throws IOException {
    int filled = readInt(in);
    int at = -1;
    for (int i = 0; i < filled; i++) {
      at += readInt(in) + 1;
      if (at >= counts.length) {
        throw new IOException("bucket %d is outside of %d".formatted(at, counts.length));
      }
      counts[at] = readInt(in);
    }
    return filled;
  }
}
