package io.dephasing.topology;

import io.dephasing.connectors.kafka.KeyedRecords;
import io.dephasing.connectors.kafka.KeyedRecords.Keying;
import io.dephasing.connectors.prometheus.Exportables;
import io.dephasing.connectors.prometheus.SliSeries;
import io.dephasing.connectors.record.AlertRecords;
import io.dephasing.connectors.record.RecommendationRecords;
import io.dephasing.connectors.record.SliRecords;
import io.dephasing.core.series.Exportable;
import io.dephasing.operators.export.RecordReader;

/** Lets operators see what records say, whose form they do not know. */
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
