package io.dephasing.formats.event;

import io.dephasing.core.event.Absent;
import io.dephasing.core.event.EventKind;
import io.dephasing.formats.wire.AvroBytes;
import io.dephasing.formats.wire.FormatDetection;
import io.dephasing.formats.wire.PayloadReader;
import io.dephasing.formats.wire.Unreadable;
import io.dephasing.formats.wire.WireFormat;
import io.dephasing.formats.wire.WriterSchema;
import io.dephasing.formats.wire.WriterSchemas;
import org.apache.avro.SchemaNormalization;
import org.jspecify.annotations.Nullable;

/**
 * Makes events of one kind from the values of records. What the current schema wrote is read field
 * by field from its bytes; everything else is first translated into such bytes. Not for several
 * threads.
 */
public final class EventDecoder {
  private final EventKind kind;
  private final FormatDetection formats;
  private final WriterSchemas schemas;
  private final Payloads payloads;

  /**
   * A decoder with empty tables of groups and instances.
   *
   * @param kind of the topic
   * @param origin who wrote the records
   * @param formats that are allowed
   * @param schemas that are known
   */
  public EventDecoder(
      EventKind kind, EventOrigin origin, FormatDetection formats, WriterSchemas schemas) {
    this.kind = kind;
    this.formats = formats;
    this.schemas = schemas;
    this.payloads = new Payloads(kind, origin);
  }

  /**
   * The event, or why there is none. Never throws because of the bytes.
   *
   * @param value of the record; null for a tombstone
   * @param brokerTimeMillis when the broker appended it; {@link Absent#MILLIS} when unknown
   */
  public Decoded decode(byte @Nullable [] value, long brokerTimeMillis) {
    if (value == null) {
      return new Decoded.Refused("no value", Refusal.MALFORMED);
    }
    WireFormat format = formats.of(value);
    if (format == null) {
      return new Decoded.Refused(
          "unknown format: %s on a topic of %s is none of %s"
              .formatted(firstBytes(value), kind.id(), formats.allowedIds()),
          Refusal.UNKNOWN_FORMAT);
    }
    payloads.brokerTimeMillis = brokerTimeMillis;
    return format.open(value, schemas, payloads);
  }

  private static String firstBytes(byte[] value) {
    if (value.length == 0) {
      return "an empty value";
    }
    StringBuilder text = new StringBuilder("a value that begins");
    for (int i = 0; i < Math.min(value.length, 4); i++) {
      text.append(" %02x".formatted(value[i]));
    }
    return text.toString();
  }

  private static final class Payloads implements PayloadReader<Decoded> {
    private final long currentFingerprint;
    private final EventReader reader;
    private final EventDraft draft;
    private final AvroBytes in = new AvroBytes();
    private final AvroResolution resolution;
    private final JsonTranslation json;
    private long brokerTimeMillis = Absent.MILLIS;

    Payloads(EventKind kind, EventOrigin origin) {
      var current = EventReaders.schema(kind);
      CurrentBytes out = new CurrentBytes(current);
      this.currentFingerprint = SchemaNormalization.parsingFingerprint64(current);
      this.reader = EventReaders.of(kind);
      this.draft = new EventDraft(kind);
      this.resolution = new AvroResolution(current, out);
      this.json = new JsonTranslation(kind, origin, out);
    }

    @Override
    public Decoded readAvro(WriterSchema writer, byte[] bytes, int offset, int length) {
      if (writer.fingerprint() == currentFingerprint) {
        return readCurrent(bytes, offset, length, brokerTimeMillis);
      }
      byte[] translated = resolution.translate(writer, bytes, offset, length);
      return translated == null
          ? new Decoded.Refused(resolution.problem(), Refusal.MALFORMED)
          : readCurrent(translated, 0, translated.length, brokerTimeMillis);
    }

    @Override
    public Decoded readJson(byte[] bytes, int offset, int length) {
      byte[] translated = json.translate(bytes, offset, length);
      if (translated == null) {
        return new Decoded.Refused(json.problem(), json.refusal());
      }
      long ingestTimeMillis = json.ingestTimeMillis();
      return readCurrent(
          translated,
          0,
          translated.length,
          Absent.isGiven(ingestTimeMillis) ? ingestTimeMillis : brokerTimeMillis);
    }

    @Override
    public Decoded refuse(Unreadable unreadable, String reason) {
      return switch (unreadable) {
        case MALFORMED_FRAME -> new Decoded.Refused(reason, Refusal.MALFORMED);
        case UNKNOWN_SCHEMA -> new Decoded.Refused(reason, Refusal.UNKNOWN_SCHEMA);
      };
    }

    private Decoded readCurrent(byte[] bytes, int offset, int length, long brokerTime) {
      in.reset(bytes, offset, length);
      draft.clear();
      reader.read(in, draft);
      in.expectEnd();
      String failure = in.failure();
      return failure == null
          ? draft.finish(bytes, brokerTime)
          : new Decoded.Refused(failure, Refusal.MALFORMED);
    }
  }
}
