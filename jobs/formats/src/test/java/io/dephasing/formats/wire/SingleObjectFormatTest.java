package io.dephasing.formats.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.dephasing.schemas.JobStart;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.junit.jupiter.api.Test;

class SingleObjectFormatTest {
  private static final WriterSchemas SCHEMAS = WriterSchemas.released(JobStart.getClassSchema());

  private final SingleObjectFormat format = new SingleObjectFormat();

  @Test
  void the_payload_stands_behind_marker_and_fingerprint() {
    byte[] value = framed(WriterSchema.of(JobStart.getClassSchema()).fingerprint(), 5);
    assertThat(format.claims(value)).isTrue();
    assertThat(format.open(value, SCHEMAS, new Opened())).isEqualTo("avro JobStart 10 5");
  }

  @Test
  void a_fingerprint_that_nobody_knows_is_said() {
    assertThat(format.open(framed(0xABCDL, 5), SCHEMAS, new Opened()))
        .isEqualTo("UNKNOWN_SCHEMA unknown schema: fingerprint 000000000000abcd");
  }

  @Test
  void a_header_that_is_cut_is_said() {
    assertThat(format.open(new byte[] {(byte) 0xC3, 1, 2}, SCHEMAS, new Opened()))
        .isEqualTo("MALFORMED_FRAME 3 bytes are too few for a single-object header of 10");
  }

  private static byte[] framed(long fingerprint, int payloadBytes) {
    return ByteBuffer.allocate(10 + payloadBytes)
        .order(ByteOrder.LITTLE_ENDIAN)
        .put((byte) 0xC3)
        .put((byte) 1)
        .putLong(fingerprint)
        .array();
  }
}
