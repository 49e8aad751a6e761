package io.dephasing.topology;

import io.dephasing.connectors.event.Refusal;
import io.dephasing.connectors.kafka.SourceRecord;
import io.dephasing.core.event.Event;
import io.dephasing.operators.local.Arrivals;
import org.jspecify.annotations.Nullable;

/** Lets operators see the sources' records, which they do not know. */
final class RecordArrivals implements Arrivals<SourceRecord> {
  private static final long serialVersionUID = 1L;

  @Override
  public @Nullable Event event(SourceRecord record) {
    return record.event();
  }

  @Override
  public int partition(SourceRecord record) {
    return record.partition();
  }

  @Override
  public long cappedTimeMillis(SourceRecord record) {
    return record.cappedTimeMillis();
  }

  @Override
  public String refusal(SourceRecord record) {
    @Nullable Refusal refusal = record.refusal();
    return refusal == null ? "none" : refusal.id();
  }
}
