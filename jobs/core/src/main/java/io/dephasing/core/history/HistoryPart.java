package io.dephasing.core.history;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * A part of a group's history that came after the first version of its state. It is written behind
 * its id, so that an older state reads it as empty and a newer one is refused.
 */
interface HistoryPart {
  /** Whether nothing was taken in: it is then not written. */
  default boolean isEmpty() {
    return false;
  }

  /** Writes what {@link #read} reads. */
  void write(DataOutput out) throws IOException;

  /** Fills this empty part. */
  void read(DataInput in) throws IOException;
}
