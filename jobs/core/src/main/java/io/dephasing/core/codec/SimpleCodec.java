package io.dephasing.core.codec;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** A codec whose only version is 1, from two functions. */
final class SimpleCodec<T> implements Codec<T> {
  /** Writes a value. */
  @FunctionalInterface
  interface Writer<T> {
    void write(T value, DataOutput out) throws IOException;
  }

  /** Reads a value. */
  @FunctionalInterface
  interface Reader<T> {
    T read(DataInput in) throws IOException;
  }

  private final String id;
  private final Class<T> type;
  private final boolean immutable;
  private final Writer<T> writer;
  private final Reader<T> reader;

  SimpleCodec(String id, Class<T> type, boolean immutable, Writer<T> writer, Reader<T> reader) {
    this.id = id;
    this.type = type;
    this.immutable = immutable;
    this.writer = writer;
    this.reader = reader;
  }

  @Override
  public String id() {
    return id;
  }

  @Override
  public int version() {
    return 1;
  }

  @Override
  public Class<T> type() {
    return type;
  }

  @Override
  public boolean isImmutable() {
    return immutable;
  }

  @Override
  public void write(T value, DataOutput out) throws IOException {
    writer.write(value, out);
  }

  @Override
  public T read(DataInput in, int version) throws IOException {
    return reader.read(in);
  }

  @Override
  public String toString() {
    return id;
  }
}
