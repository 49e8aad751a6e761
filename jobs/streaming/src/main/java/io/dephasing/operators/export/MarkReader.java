package io.dephasing.operators.export;

import io.dephasing.core.series.AnnotationMark;
import java.io.Serializable;
import java.util.Optional;

/** Reads records of the audit, whose form operators do not know. */
@FunctionalInterface
public interface MarkReader extends Serializable {
  /** What a record draws; nothing where it was refused. It was read before, for its key. */
  Optional<AnnotationMark> read(byte[] record);
}
