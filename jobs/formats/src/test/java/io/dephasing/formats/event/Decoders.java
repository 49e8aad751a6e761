package io.dephasing.formats.event;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.dephasing.core.event.Absent;
import io.dephasing.core.event.EventKind;
import io.dephasing.formats.wire.FormatDetection;
import io.dephasing.formats.wire.WireFormats;
import io.dephasing.formats.wire.WriterSchemas;
import java.util.List;
import org.apache.avro.Schema;

/** Decoders of all formats, as the job has them. */
final class Decoders {
  private Decoders() {}

  static EventDecoder of(EventKind kind, EventOrigin origin, Schema... others) {
    return new EventDecoder(
        kind,
        origin,
        new FormatDetection(WireFormats.all()),
        WriterSchemas.released(EventReaders.schema(kind), List.of(others)));
  }

  static Decoded live(EventKind kind, String json) {
    return of(kind, EventOrigin.LIVE).decode(json.getBytes(UTF_8), Absent.MILLIS);
  }

  static Decoded replayed(EventKind kind, String json) {
    return of(kind, EventOrigin.REPLAY).decode(json.getBytes(UTF_8), Absent.MILLIS);
  }
}
