package io.dephasing.formats.record;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.dephasing.formats.wire.AvroSkim;
import io.dephasing.formats.wire.WriterSchema;
import io.dephasing.formats.wire.WriterSchemas;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/** Our own records as bytes, in each {@link OutputFormat}; for several threads. */
public final class RecordBytes<T extends SpecificRecord> {
  private static final int HEADER_BYTES = 10;
  private static final byte[] MARKER = {(byte) 0xC3, 1};

  private final Schema schema;
  private final SpecificData model;
  private final WriterSchemas writers;
  private final byte[] header;
  private final AvroJsonReader json;

  /** Of one generated class. */
  public RecordBytes(Class<T> type, Schema schema) {
    this.schema = schema;
    this.model = SpecificData.getForClass(type);
    this.json = new AvroJsonReader(model);
    this.writers = WriterSchemas.released(schema);
    this.header =
        ByteBuffer.allocate(HEADER_BYTES)
            .order(ByteOrder.LITTLE_ENDIAN)
            .put(MARKER)
            .putLong(WriterSchema.of(schema).fingerprint())
            .array();
  }

  /** What stands before each payload: the encoding's marker, and which schema it has. */
  byte[] header() {
    return header.clone();
  }

  /** In this format. */
  public byte[] write(T record, OutputFormat format) {
    return switch (format) {
      case AVRO -> write(record);
      case JSON -> AvroJson.line(record).getBytes(UTF_8);
    };
  }

  /** Avro: header and payload. */
  public byte[] write(T record) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(512);
    out.write(header, 0, HEADER_BYTES);
    BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(out, null);
    try {
      new SpecificDatumWriter<T>(schema, model).write(record, encoder);
      encoder.flush();
    } catch (IOException e) {
      throw new UncheckedIOException("a byte array cannot be written to", e);
    }
    return out.toByteArray();
  }

  /**
   * Reads what this or an earlier release wrote, in whatever format.
   *
   * @param bytes of the value; null where a record has none
   * @throws IllegalArgumentException where the bytes are something else, or there are none
   */
  @SuppressWarnings("unchecked") // the model makes records of the schema's class
  public T read(byte @Nullable [] bytes) {
    if (bytes == null) {
      throw new IllegalArgumentException("the record has no value");
    }
    if (AvroJsonReader.isJson(bytes)) {
      return (T) json.read(bytes, schema);
    }
    return readAvro(bytes);
  }

  private T readAvro(byte[] bytes) {
    if (bytes.length < HEADER_BYTES || bytes[0] != MARKER[0] || bytes[1] != MARKER[1]) {
      throw new IllegalArgumentException(
          "%d bytes are neither single-object encoding nor JSON".formatted(bytes.length));
    }
    long fingerprint = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getLong(2);
    WriterSchema writer = writers.find(fingerprint);
    if (writer == null) {
      throw new IllegalArgumentException(
          "schema %016x is no version of %s".formatted(fingerprint, schema.getFullName()));
    }
    int length = bytes.length - HEADER_BYTES;
    String problem = new AvroSkim().problem(writer.schema(), bytes, HEADER_BYTES, length);
    if (problem != null) {
      throw new IllegalArgumentException(
          "%s cannot be read: %s".formatted(schema.getFullName(), problem));
    }
    try {
      var decoder = DecoderFactory.get().binaryDecoder(bytes, HEADER_BYTES, length, null);
      return new SpecificDatumReader<T>(writer.schema(), schema, model).read(null, decoder);
    } catch (AvroRuntimeException | IOException e) {
      throw new IllegalArgumentException(
          "%s cannot be read: %s".formatted(schema.getFullName(), e.getMessage()), e);
    }
  }
}
