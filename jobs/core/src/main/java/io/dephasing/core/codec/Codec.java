package io.dephasing.core.codec;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * Turns values of one type into bytes and back. A version byte stands before each value: an older
 * one is read as it was written, a newer one is refused with a clear error.
 *
 * @param <T> the type
 */
public interface Codec<T> {
  /** Names the codec in state, for ever: not a class name. */
  String id();

  /** The version that {@link #write} writes. */
  int version();

  /** The type. */
  Class<T> type();

  /** Whether a value never changes: it need not be copied then. */
  boolean isImmutable();

  /** Writes a value, without the version. */
  void write(T value, DataOutput out) throws IOException;

  /**
   * Reads a value.
   *
   * @param version that it was written with, at most {@link #version}
   */
  T read(DataInput in, int version) throws IOException;
}
