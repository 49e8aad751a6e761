package io.dephasing.core.codec;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * A codec from two functions.
 *
 * @param <T> the type of its values
 */
public final class SimpleCodec<T> implements Codec<T> {
  /**
   * Writes a value.
   *
   * @param <T> the type of the value
   */
  @FunctionalInterface
  public interface Writer<T> {
    void write(T value, DataOutput out) throws IOException;
  }

  /**
   * Reads a value.
   *
   * @param <T> the type of the value
   */
  @FunctionalInterface
  public interface Reader<T> {
    T read(DataInput in) throws IOException;
  }

  /**
   * Reads a value of any version up to the codec's.
   *
   * @param <T> the type of the value
   */
  @FunctionalInterface
  public interface VersionedReader<T> {
    T read(DataInput in, int version) throws IOException;
  }

  private final String id;
  private final int version;
  private final Class<T> type;
  private final boolean immutable;
  private final Writer<T> writer;
  private final VersionedReader<T> reader;

  /** A codec whose only version is 1. */
  public SimpleCodec(
      String id, Class<T> type, boolean immutable, Writer<T> writer, Reader<T> reader) {
    this(id, 1, type, immutable, writer, (in, version) -> reader.read(in));
  }

  /**
   * A codec.
   *
   * @param id by which state finds it, for ever
   * @param version that it writes; it reads all up to it
   * @param immutable whether its values never change, so that none is copied
   */
  public SimpleCodec(
      String id,
      int version,
      Class<T> type,
      boolean immutable,
      Writer<T> writer,
      VersionedReader<T> reader) {
    this.id = id;
    this.version = version;
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
    return version;
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
    return reader.read(in, version);
  }

  @Override
  public String toString() {
    return id;
  }
}
