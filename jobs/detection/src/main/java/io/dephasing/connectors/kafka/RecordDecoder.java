package io.dephasing.connectors.kafka;

import io.dephasing.core.event.Absent;
import io.dephasing.core.event.EventFields;
import io.dephasing.core.event.EventKind;
import io.dephasing.formats.event.Decoded;
import io.dephasing.formats.event.EventDecoder;
import io.dephasing.formats.event.EventOrigin;
import io.dephasing.formats.event.EventReaders;
import io.dephasing.formats.wire.FormatDetection;
import io.dephasing.formats.wire.WireFormats;
import io.dephasing.formats.wire.WriterSchemas;
import java.io.Serializable;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.record.TimestampType;

/**
 * Adds each record of an event topic to a {@link SourceBatch}; none is left out. Not for several
 * threads.
 */
final class RecordDecoder {
  private final EventOrigin origin;
  private final EventTimes times;
  private final EventDecoder decoder;

  private RecordDecoder(Making making) {
    origin = making.origin;
    times = making.times;
    List<Schema> others =
        making.otherSchemas.stream().map(text -> new Schema.Parser().parse(text)).toList();
    decoder =
        new EventDecoder(
            making.kind,
            origin,
            new FormatDetection(making.formats),
            WriterSchemas.released(EventReaders.schema(making.kind), others));
  }

  /**
   * What it takes to make decoders where they are needed; travels to the task managers, therefore
   * serializable.
   *
   * @param kind of the topic
   * @param origin who wrote the records
   * @param formats allowed wire formats
   * @param otherSchemas of producers who write with their own, as JSON
   * @param times which event times can be true
   */
  record Making(
      EventKind kind,
      EventOrigin origin,
      List<WireFormats> formats,
      List<String> otherSchemas,
      EventTimes times)
      implements Serializable {
    Making {
      formats = List.copyOf(formats);
      otherSchemas = List.copyOf(otherSchemas);
    }

    /** The same for events that are no older than that, ms. */
    Making within(long ageMillis) {
      return new Making(kind, origin, formats, otherSchemas, times.within(ageMillis));
    }

    /** A decoder for one thread. */
    RecordDecoder decoder() {
      return new RecordDecoder(this);
    }
  }

  /** Adds what the record turns out to be. */
  void decode(ConsumerRecord<byte[], byte[]> record, SourceBatch to) {
    long brokerTimeMillis = brokerTimeMillis(record);
    Decoded decoded = decoder.decode(record.value(), brokerTimeMillis);
    if (decoded instanceof Decoded.Refused refused) {
      to.refuse(refused, brokerTimeMillis, record);
    } else {
      decode(((Decoded.Accepted) decoded).fields(), record, to);
    }
  }

  private void decode(EventFields event, ConsumerRecord<byte[], byte[]> record, SourceBatch to) {
    long nowMillis = times.nowMillis(event);
    Decoded.Refused refused =
        isEstimated(event)
            ? EventTimes.refusalByEstimate(event, record.timestamp())
            : times.refusal(event, nowMillis);
    if (refused != null) {
      to.refuse(refused, event.brokerTimeMillis(), record);
    } else {
      to.accept(event, times.cappedMillis(event, nowMillis, sentMillis(record)), record);
    }
  }

  /** Of a file's line that does not say when it was delivered, the record's time is an estimate. */
  private boolean isEstimated(EventFields event) {
    return origin == EventOrigin.REPLAY && !Absent.isGiven(event.brokerTimeMillis());
  }

  /** A live record's own time is the producer's word where it is not the broker's. */
  private long sentMillis(ConsumerRecord<byte[], byte[]> record) {
    boolean isProducers =
        origin == EventOrigin.LIVE && record.timestampType() == TimestampType.CREATE_TIME;
    return isProducers ? record.timestamp() : Absent.MILLIS;
  }

  /**
   * The record's time is the broker's where the broker set it; a file's lines say it themselves.
   */
  private long brokerTimeMillis(ConsumerRecord<byte[], byte[]> record) {
    boolean isBrokers =
        origin == EventOrigin.LIVE && record.timestampType() == TimestampType.LOG_APPEND_TIME;
    return isBrokers ? record.timestamp() : Absent.MILLIS;
  }
}
