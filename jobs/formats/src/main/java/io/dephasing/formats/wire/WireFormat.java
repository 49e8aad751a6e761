package io.dephasing.formats.wire;

/** One way to frame an event on the wire. Implementations have no state. */
public interface WireFormat {
  /** Whether a record's value looks like this format, by its first bytes; O(1). */
  boolean claims(byte[] value);

  /**
   * Takes the frame off and hands on the payload. Never throws because of the bytes.
   *
   * @param value of a record that {@link #claims} accepted
   * @param schemas which schemas are known
   * @param reader what is done with the payload
   */
  <T> T open(byte[] value, WriterSchemas schemas, PayloadReader<T> reader);
}
