package io.dephasing.core.slice;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/** What a slice is written as: slices with the same bytes are the same. */
final class SliceBytes {
  private SliceBytes() {}

  static byte[] bytes(Slice slice) {
    try {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      slice.write(new DataOutputStream(bytes));
      return bytes.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
