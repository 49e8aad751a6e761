package io.dephasing.formats.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AvroBytesTest {
  private final AvroBytes in = new AvroBytes();
  private final Span span = new Span();

  @ParameterizedTest
  @ValueSource(
      longs = {
        0,
        1,
        -1,
        63,
        64,
        -64,
        -65,
        8191,
        8192,
        Integer.MAX_VALUE,
        Integer.MIN_VALUE,
        Long.MAX_VALUE,
        Long.MIN_VALUE
      })
  void a_number_is_what_avro_wrote(long number) throws IOException {
    reset(written(encoder -> encoder.writeLong(number)));
    assertThat(in.readLong("n")).isEqualTo(number);
    in.expectEnd();
    assertThat(in.failure()).isNull();
  }

  @Test
  void a_number_beyond_an_int_is_no_int() throws IOException {
    reset(written(encoder -> encoder.writeLong(1L << 31)));
    assertThat(in.readInt("attempt")).isZero();
    assertThat(in.failure()).startsWith("attempt: 2147483648 is no int");
  }

  @ParameterizedTest
  @ValueSource(longs = {-1, 3, Integer.MAX_VALUE, Long.MAX_VALUE, Long.MIN_VALUE})
  void a_length_is_not_believed(long length) throws IOException {
    reset(written(encoder -> encoder.writeLong(length)));
    in.readSpan("service", span);
    assertThat(in.failure()).startsWith("service: length " + length);
    assertThat(span.length()).isZero();
  }

  @ParameterizedTest
  @ValueSource(longs = {-1, 2, Long.MIN_VALUE})
  void a_branch_that_a_union_does_not_have_is_no_branch(long branch) throws IOException {
    reset(written(encoder -> encoder.writeLong(branch)));
    assertThat(in.isPresent("cohort")).isFalse();
    assertThat(in.failure()).startsWith("cohort: index " + branch + " of 2");
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 1_000_000_000_000L, Long.MAX_VALUE, Long.MIN_VALUE})
  void a_block_that_claims_more_items_than_there_are_bytes_ends_at_once(long items)
      throws IOException {
    reset(
        written(
            encoder -> {
              encoder.writeIndex(1);
              encoder.writeLong(items);
            }));
    in.skipOptionalTexts("attributes", span);
    assertThat(in.failure()).startsWith("attributes: ");
  }

  @Test
  void eleven_bytes_are_no_number() {
    byte[] endless = new byte[11];
    Arrays.fill(endless, (byte) 0x80);
    in.reset(endless, 0, endless.length);
    assertThat(in.readLong("eventTime")).isZero();
    assertThat(in.failure()).startsWith("eventTime: a number of more than 10 bytes");
  }

  @Test
  void the_first_failure_is_kept_and_what_follows_reads_as_nothing() {
    in.reset(new byte[0], 0, 0);
    in.readSpan("service", span);
    assertThat(in.readLong("eventTime")).isZero();
    assertThat(in.readBoolean("coldStart")).isFalse();
    assertThat(in.failure()).startsWith("service: the bytes end");
  }

  private void reset(byte[] bytes) {
    in.reset(bytes, 0, bytes.length);
  }

  private static byte[] written(Writing writing) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(out, null);
    writing.to(encoder);
    encoder.flush();
    return out.toByteArray();
  }

  private interface Writing {
    void to(BinaryEncoder encoder) throws IOException;
  }
}
