package io.dephasing.export.operator;

import io.dephasing.export.series.Exportable;
import java.io.Serializable;

/**
 * Reads the output records of the detection job. An interface, because operators do not know the
 * wire format.
 */
@FunctionalInterface
public interface RecordReader extends Serializable {
  /** What a record says; it was read before, when its key was taken. */
  Exportable read(byte[] record);
}
