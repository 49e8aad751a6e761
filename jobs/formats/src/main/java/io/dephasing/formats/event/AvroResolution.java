package io.dephasing.formats.event;

import io.dephasing.formats.wire.AvroSkim;
import io.dephasing.formats.wire.WriterSchema;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.DecoderFactory;
import org.jspecify.annotations.Nullable;

/**
 * Translates what any known schema wrote into the bytes that the current schema would have written,
 * by Avro's schema resolution. So there is one reader for each kind, and both paths give the same
 * event.
 */
final class AvroResolution {
  private final Schema current;
  private final CurrentBytes out;
  private final AvroSkim skim = new AvroSkim();
  private final Map<Long, GenericDatumReader<GenericRecord>> readers = new HashMap<>();
  private @Nullable BinaryDecoder decoder;
  private @Nullable GenericRecord record;
  private String problem = "";

  AvroResolution(Schema current, CurrentBytes out) {
    this.current = current;
    this.out = out;
  }

  /** The bytes of the current schema; null where there are none: see {@link #problem()}. */
  byte @Nullable [] translate(WriterSchema writer, byte[] bytes, int offset, int length) {
    String failure = skim.problem(writer.schema(), bytes, offset, length);
    if (failure != null) {
      problem = failure;
      return null;
    }
    try {
      GenericDatumReader<GenericRecord> reader =
          readers.computeIfAbsent(
              writer.fingerprint(), key -> new GenericDatumReader<>(writer.schema(), current));
      decoder = DecoderFactory.get().binaryDecoder(bytes, offset, length, decoder);
      record = reader.read(record, decoder);
      return out.encode(record);
    } catch (AvroRuntimeException | IOException e) { // no resolution, or an enum's unknown symbol
      record = null;
      problem = "%s: %s".formatted(writer.schema().getFullName(), e.getMessage());
      return null;
    }
  }

  /** What was wrong with the last bytes that gave none. */
  String problem() {
    return problem;
  }
}
