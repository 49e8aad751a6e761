package io.dephasing.export;

import io.dephasing.export.kafka.KeyedRecords;
import io.dephasing.export.kafka.KeyedRecords.Keying;
import io.dephasing.export.operator.RecordReader;
import io.dephasing.export.prometheus.Exportables;
import io.dephasing.export.prometheus.SliSeries;
import io.dephasing.export.series.Exportable;
import io.dephasing.formats.record.AlertRecords;
import io.dephasing.formats.record.RecommendationRecords;
import io.dephasing.formats.record.SliRecords;

/**
 * Implements the interface by which operators read output records, with the wire format of the
 * connectors.
 */
final class ExportableReader implements RecordReader {
  private static final long serialVersionUID = 1L;

  @Override
  public Exportable read(byte[] marked) {
    byte[] record = KeyedRecords.record(marked);
    byte mark = marked[0];
    if (mark == Keying.SLI_BY_GROUP.mark()) {
      return SliSeries.of(SliRecords.read(record));
    }
    if (mark == Keying.ALERT_BY_GROUP.mark()) {
      return Exportables.change(AlertRecords.read(record));
    }
    if (mark == Keying.RECOMMENDATION_BY_GROUP.mark()) {
      return Exportables.advice(RecommendationRecords.read(record));
    }
    throw new IllegalStateException("no record begins with %d".formatted(mark));
  }
}
