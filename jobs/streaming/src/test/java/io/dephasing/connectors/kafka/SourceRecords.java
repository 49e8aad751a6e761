package io.dephasing.connectors.kafka;

import io.dephasing.connectors.event.Decoded;
import io.dephasing.connectors.event.Refusal;
import io.dephasing.core.event.Absent;
import io.dephasing.core.event.Event;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Records as the sources make them, for tests of other packages. */
public final class SourceRecords {
  private SourceRecords() {}

  /** An event from this partition. */
  public static SourceRecord accepted(int partition, Event event, long cappedTimeMillis) {
    return new SourceRecord(new Decoded.Accepted(event), cappedTimeMillis, original(partition));
  }

  /** A record from this partition that is no event. */
  public static SourceRecord refused(int partition, Refusal kind) {
    return new SourceRecord(
        new Decoded.Refused("as the test wants it", kind), Absent.MILLIS, original(partition));
  }

  private static ConsumerRecord<byte[], byte[]> original(int partition) {
    return new ConsumerRecord<>("events", partition, 14, new byte[0], new byte[0]);
  }
}
