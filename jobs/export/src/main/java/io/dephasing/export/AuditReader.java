package io.dephasing.export;

import io.dephasing.export.kafka.KeyedRecords;
import io.dephasing.export.operator.MarkReader;
import io.dephasing.export.prometheus.AuditMarks;
import io.dephasing.export.series.AnnotationMark;
import io.dephasing.formats.annotation.AuditRecords;
import java.util.Optional;

/**
 * Implements the interface by which operators read audit records, with the wire format of the
 * connectors.
 */
final class AuditReader implements MarkReader {
  private static final long serialVersionUID = 1L;

  @Override
  public Optional<AnnotationMark> read(byte[] marked) {
    return AuditMarks.of(AuditRecords.read(KeyedRecords.record(marked)));
  }
}
