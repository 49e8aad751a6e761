package io.dephasing.topology;

import io.dephasing.connectors.annotation.AuditRecords;
import io.dephasing.connectors.kafka.KeyedRecords;
import io.dephasing.connectors.prometheus.AuditMarks;
import io.dephasing.core.series.AnnotationMark;
import io.dephasing.operators.export.MarkReader;
import java.util.Optional;

/** Lets operators see what the audit says, whose form they do not know. */
final class AuditReader implements MarkReader {
  private static final long serialVersionUID = 1L;

  @Override
  public Optional<AnnotationMark> read(byte[] marked) {
    return AuditMarks.of(AuditRecords.read(KeyedRecords.record(marked)));
  }
}
