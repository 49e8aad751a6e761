package io.dephasing.connectors.kafka;

import io.dephasing.core.event.Absent;
import io.dephasing.core.event.Event;
import io.dephasing.formats.event.Decoded;
import io.dephasing.formats.event.Refusal;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Batches as the sources make them, for tests of other packages. */
public final class FilledBatches {
  private FilledBatches() {}

  /** Nothing of this partition yet. */
  public static SourceBatch empty(int partition) {
    return new SourceBatch("events", partition, 1);
  }

  /** Adds an event. */
  public static void accept(SourceBatch batch, Event event, long cappedTimeMillis) {
    batch.accept(event, cappedTimeMillis, original(batch));
  }

  /** Adds a record that is no event. */
  public static void refuse(SourceBatch batch, Refusal kind) {
    batch.refuse(new Decoded.Refused("as the test wants it", kind), Absent.MILLIS, original(batch));
  }

  private static ConsumerRecord<byte[], byte[]> original(SourceBatch batch) {
    return new ConsumerRecord<>(
        "events", batch.partition(), 14 + batch.size(), new byte[0], new byte[0]);
  }
}
