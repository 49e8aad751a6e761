package io.dephasing.export.operator;

import io.dephasing.export.series.AnnotationMark;
import java.io.Serializable;
import java.util.Optional;

/**
 * Reads records of the audit topic. An interface, because operators do not know the wire format.
 */
@FunctionalInterface
public interface MarkReader extends Serializable {
  /** What a record draws; nothing where it was refused. It was read before, for its key. */
  Optional<AnnotationMark> read(byte[] record);
}
