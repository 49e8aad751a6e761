package io.dephasing.core.slice;

import io.dephasing.core.bytes.TextBytes;
import io.dephasing.core.bytes.Varints;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * What one subtask has folded of one group's minute.
 *
 * @param groupKey canonical
 * @param index minutes since the epoch
 * @param slice owned by whoever receives this
 */
public record PartialSlice(String groupKey, long index, Slice slice) {
  /** Writes what {@link #read} reads. */
  public void write(DataOutput out) throws IOException {
    TextBytes.write(out, groupKey);
    Varints.write(out, index);
    slice.write(out);
  }

  /** Reads what {@link #write} wrote in this version: in the first, parts had no length. */
  public static PartialSlice read(DataInput in, int version) throws IOException {
    return new PartialSlice(
        TextBytes.read(in),
        Varints.read(in),
        version < 2 ? Slice.readUnmeasured(in) : Slice.read(in));
  }
}
