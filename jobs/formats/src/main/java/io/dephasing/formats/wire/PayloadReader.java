package io.dephasing.formats.wire;

/**
 * What is done with the payload of a record once its frame is off; one call for each record. The
 * payload is a part of the record's own bytes, so that nothing is copied.
 *
 * @param <T> what is made of a payload
 */
public interface PayloadReader<T> {
  /** The payload is Avro binary that this schema wrote. */
  T readAvro(WriterSchema writer, byte[] bytes, int offset, int length);

  /** The payload is one JSON object in UTF-8. */
  T readJson(byte[] bytes, int offset, int length);

  /** The frame is of the format, but its payload cannot be read. */
  T refuse(Unreadable unreadable, String reason);
}
