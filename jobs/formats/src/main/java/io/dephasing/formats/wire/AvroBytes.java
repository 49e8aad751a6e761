package io.dephasing.formats.wire;

import org.jspecify.annotations.Nullable;

/**
 * Reads Avro's binary encoding (Avro specification 1.12) straight from a record's bytes. The first
 * thing that is wrong is kept as the {@link #failure()}; everything read after it is zero or empty,
 * so that a reader goes on to its end and looks once. Never throws because of the bytes, never
 * allocates for a length that they only claim.
 */
public final class AvroBytes {
  private static final int VARINT_LONG_BYTES = 10;
  private static final byte[] NOTHING = {};

  private byte[] bytes = NOTHING;
  private int position;
  private int end;
  private @Nullable String failure;

  /** Goes to the start of a record. */
  public void reset(byte[] bytes, int offset, int length) {
    this.bytes = bytes;
    this.position = offset;
    this.end = offset + length;
    this.failure = null;
  }

  /** The bytes that the record is a part of. */
  public byte[] bytes() {
    return bytes;
  }

  /** Where the next value begins. */
  public int position() {
    return position;
  }

  /** What is wrong with the bytes; null while nothing is. */
  public @Nullable String failure() {
    return failure;
  }

  /** Says that a field is wrong, where nothing was wrong before. */
  public void fail(String field, String problem) {
    if (failure == null) {
      failure = "%s: %s at byte %d".formatted(field, problem, position);
      position = end;
    }
  }

  /** To be called after the last field. */
  public void expectEnd() {
    if (failure == null && position != end) {
      fail("record", "%d bytes too many".formatted(end - position));
    }
  }

  /** An int or a long. */
  public long readLong(String field) {
    // Most numbers are a union's branch or a short length: small enough to be inlined.
    if (position < end && bytes[position] >= 0) {
      long raw = bytes[position++];
      return (raw >>> 1) ^ -(raw & 1);
    }
    return readLongerLong(field);
  }

  private long readLongerLong(String field) {
    long raw = 0;
    int at = position;
    for (int i = 0; i < VARINT_LONG_BYTES; i++) {
      if (at >= end) {
        fail(field, "the bytes end within a number");
        return 0;
      }
      byte b = bytes[at++];
      raw |= (long) (b & 0x7F) << (7 * i);
      if (b >= 0) {
        position = at;
        return (raw >>> 1) ^ -(raw & 1);
      }
    }
    fail(field, "a number of more than %d bytes".formatted(VARINT_LONG_BYTES));
    return 0;
  }

  /** An int. */
  public int readInt(String field) {
    long value = readLong(field);
    if (value != (int) value) {
      fail(field, "%d is no int".formatted(value));
      return 0;
    }
    return (int) value;
  }

  /** A number from 0 to size - 1: an enum's symbol or a union's branch. */
  public int readIndex(String field, int size) {
    long index = readLong(field);
    if (index < 0 || index >= size) {
      fail(field, "index %d of %d".formatted(index, size));
      return 0;
    }
    return (int) index;
  }

  /** A boolean. */
  public boolean readBoolean(String field) {
    if (position >= end) {
      fail(field, "the bytes end before it");
      return false;
    }
    byte b = bytes[position++];
    if (b != 0 && b != 1) {
      fail(field, "%d is no boolean".formatted(b));
    }
    return b == 1;
  }

  /** Reads the branch of a union with null, which is the first. */
  public boolean isPresent(String field) {
    if (position < end && bytes[position] == 0) {
      position++;
      return false;
    }
    return readIndex(field, 2) == 1;
  }

  /** A text's place. */
  public void readSpan(String field, Span span) {
    long length = readLong(field);
    if (length < 0 || length > end - position) {
      fail(field, "length %d where %d bytes are left".formatted(length, end - position));
      span.set(position, 0);
      return;
    }
    span.set(position, (int) length);
    position += (int) length;
  }

  /** A long, or what stands for its absence. */
  public long readOptionalLong(String field, long absent) {
    return isPresent(field) ? readLong(field) : absent;
  }

  /** The place of a text that may be absent: then it is empty, as it is where it is empty. */
  public void readOptionalSpan(String field, Span span) {
    if (isPresent(field)) {
      readSpan(field, span);
    } else {
      span.set(position, 0);
    }
  }

  /** Steps over a text that may be absent. */
  public void skipOptionalText(String field, Span span) {
    readOptionalSpan(field, span);
  }

  /** Steps over a map of texts that may be absent. */
  public void skipOptionalTexts(String field, Span span) {
    if (!isPresent(field)) {
      return;
    }
    for (long items = readBlockCount(field); items != 0; items = readBlockCount(field)) {
      for (long item = 0; item < items && failure == null; item++) {
        readSpan(field, span);
        readSpan(field, span);
      }
    }
  }

  /** Items of the next block of an array or map; 0 at its end, or where something is wrong. */
  public long readBlockCount(String field) {
    long count = readLong(field);
    if (count < 0) {
      readLong(field); // the block's size in bytes: for whoever skips without reading
      count = -count;
    }
    // Every item takes a byte at least, but for null and empty records, which we have none of.
    if (count < 0 || count > end - position) {
      fail(field, "a block of %d items where %d bytes are left".formatted(count, end - position));
      return 0;
    }
    return count;
  }

  /** Steps over bytes of a known number. */
  public void skip(String field, int length) {
    if (length > end - position) {
      fail(field, "%d bytes where %d are left".formatted(length, end - position));
    } else {
      position += length;
    }
  }
}
