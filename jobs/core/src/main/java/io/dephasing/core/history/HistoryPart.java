package io.dephasing.core.history;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** A part of a group's history, which {@link HistoryLayout} names. */
interface HistoryPart {
  /** Whether nothing was taken in: it is then not written. */
  default boolean isEmpty() {
    return false;
  }

  /** Writes what {@link #read} reads. */
  void write(DataOutput out) throws IOException;

  /** Fills this empty part from bytes of this version of a group's state, to their end. */
  void read(DataInput in, int version) throws IOException;
}
