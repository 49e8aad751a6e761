package io.dephasing.formats.wire;

import static java.nio.charset.StandardCharsets.UTF_8;

/** Says what was opened. */
final class Opened implements PayloadReader<String> {
  @Override
  public String readAvro(WriterSchema writer, byte[] bytes, int offset, int length) {
    return "avro %s %d %d".formatted(writer.schema().getName(), offset, length);
  }

  @Override
  public String readJson(byte[] bytes, int offset, int length) {
    return "json " + new String(bytes, offset, length, UTF_8);
  }

  @Override
  public String refuse(Unreadable unreadable, String reason) {
    return unreadable + " " + reason;
  }
}
