package io.dephasing.formats.wire;

/** One JSON object in UTF-8, with the field names of the Avro schemas. */
final class JsonFormat implements WireFormat {
  @Override
  public boolean claims(byte[] value) {
    int first = 0;
    while (first < value.length && isSpace(value[first])) {
      first++;
    }
    return first < value.length && value[first] == '{';
  }

  @Override
  public <T> T open(byte[] value, WriterSchemas schemas, PayloadReader<T> reader) {
    return reader.readJson(value, 0, value.length);
  }

  private static boolean isSpace(byte b) {
    return b == ' ' || b == '\t' || b == '\n' || b == '\r';
  }
}
