package io.dephasing.operators.export;

import io.dephasing.core.series.Exportable;
import java.io.Serializable;

/** Reads records, whose form operators do not know. */
@FunctionalInterface
public interface RecordReader extends Serializable {
  /** What a record says; it was read before, when its key was taken. */
  Exportable read(byte[] record);
}
