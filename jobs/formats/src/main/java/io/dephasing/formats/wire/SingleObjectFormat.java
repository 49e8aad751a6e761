package io.dephasing.formats.wire;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Avro's single-object encoding (Avro specification 1.12): the bytes C3 01, the CRC-64-AVRO
 * fingerprint of the writer's schema in little-endian order, the binary payload.
 */
final class SingleObjectFormat implements WireFormat {
  private static final byte MARKER = (byte) 0xC3;
  private static final byte VERSION = 1;
  private static final int FINGERPRINT_AT = 2;
  private static final int HEADER_BYTES = 10;
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  @Override
  public boolean claims(byte[] value) {
    return value.length >= FINGERPRINT_AT && value[0] == MARKER && value[1] == VERSION;
  }

  @Override
  public <T> T open(byte[] value, WriterSchemas schemas, PayloadReader<T> reader) {
    if (value.length < HEADER_BYTES) {
      return reader.refuse(
          Unreadable.MALFORMED_FRAME,
          "%d bytes are too few for a single-object header of %d"
              .formatted(value.length, HEADER_BYTES));
    }
    long fingerprint = (long) LONG.get(value, FINGERPRINT_AT);
    WriterSchema writer = schemas.find(fingerprint);
    if (writer == null) {
      return reader.refuse(
          Unreadable.UNKNOWN_SCHEMA, "unknown schema: fingerprint %016x".formatted(fingerprint));
    }
    return reader.readAvro(writer, value, HEADER_BYTES, value.length - HEADER_BYTES);
  }
}
