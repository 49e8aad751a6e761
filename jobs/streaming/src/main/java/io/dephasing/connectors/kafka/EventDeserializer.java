package io.dephasing.connectors.kafka;

import io.dephasing.connectors.event.Decoded;
import io.dephasing.connectors.event.EventDecoder;
import io.dephasing.connectors.event.EventOrigin;
import io.dephasing.connectors.event.EventReaders;
import io.dephasing.connectors.event.Refusal;
import io.dephasing.connectors.wire.FormatDetection;
import io.dephasing.connectors.wire.WireFormats;
import io.dephasing.connectors.wire.WriterSchemas;
import io.dephasing.core.event.Absent;
import io.dephasing.core.event.Event;
import io.dephasing.core.event.EventKind;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.flink.api.common.serialization.DeserializationSchema.InitializationContext;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.record.TimestampType;
import org.jspecify.annotations.Nullable;

/** Makes a {@link SourceRecord} of each record of an event topic; none is left out. */
final class EventDeserializer implements KafkaRecordDeserializationSchema<SourceRecord> {
  private static final long serialVersionUID = 1L;

  /** No clock is further off: 10 min (DESIGN 3). */
  private static final long FAR_FUTURE_MILLIS = 600_000;

  private final EventKind kind;
  private final EventOrigin origin;
  private final List<WireFormats> formats;
  private final List<String> otherSchemas;
  private final EventClock clock;
  private transient @Nullable EventDecoder decoder;

  EventDeserializer(
      EventKind kind,
      EventOrigin origin,
      List<WireFormats> formats,
      List<String> otherSchemas,
      EventClock clock) {
    this.kind = kind;
    this.origin = origin;
    this.formats = List.copyOf(formats);
    this.otherSchemas = List.copyOf(otherSchemas);
    this.clock = clock;
  }

  @Override
  public void open(InitializationContext context) {
    List<Schema> others =
        otherSchemas.stream().map(text -> new Schema.Parser().parse(text)).toList();
    decoder =
        new EventDecoder(
            kind,
            origin,
            new FormatDetection(formats),
            WriterSchemas.released(EventReaders.schema(kind), others));
  }

  @Override
  public void deserialize(ConsumerRecord<byte[], byte[]> record, Collector<SourceRecord> out) {
    out.collect(sourceRecord(record));
  }

  @Override
  public TypeInformation<SourceRecord> getProducedType() {
    return SourceRecord.TYPE;
  }

  SourceRecord sourceRecord(ConsumerRecord<byte[], byte[]> record) {
    if (decoder == null) {
      throw new IllegalStateException("deserializer of %s was not opened".formatted(kind.id()));
    }
    Decoded decoded = decoder.decode(record.value(), brokerTimeMillis(record));
    if (!(decoded instanceof Decoded.Accepted accepted)) {
      return new SourceRecord(decoded, Absent.MILLIS, record);
    }
    Event event = accepted.event();
    boolean isBrokerTimeKnown = Absent.isGiven(event.brokerTimeMillis());
    long limitMillis = isBrokerTimeKnown ? event.brokerTimeMillis() : clock.nowMillis();
    if (event.timeMillis() - FAR_FUTURE_MILLIS > limitMillis) {
      return new SourceRecord(
          farFuture(event, limitMillis, isBrokerTimeKnown), Absent.MILLIS, record);
    }
    return new SourceRecord(decoded, Math.min(event.timeMillis(), limitMillis), record);
  }

  /**
   * The record's time is the broker's where the broker set it; a file's lines say it themselves.
   */
  private long brokerTimeMillis(ConsumerRecord<byte[], byte[]> record) {
    boolean isBrokers =
        origin == EventOrigin.LIVE && record.timestampType() == TimestampType.LOG_APPEND_TIME;
    return isBrokers ? record.timestamp() : Absent.MILLIS;
  }

  private static Decoded farFuture(Event event, long limitMillis, boolean isBrokerTimeKnown) {
    return new Decoded.Refused(
        "far future: eventTime is %d ms ahead of the %s"
            .formatted(
                event.timeMillis() - limitMillis, isBrokerTimeKnown ? "broker's time" : "clock"),
        Refusal.FAR_FUTURE);
  }
}
